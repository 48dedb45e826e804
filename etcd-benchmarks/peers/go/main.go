// The load driver for Go's etcd/client, with the command line and the lines of bin/bench: get, set, dir and watch.
// Built with what Debian ships, outside of the project's build:
//
//	apt-get install golang-go golang-etcd-server-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -o bench-go .
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"go.etcd.io/etcd/client"
)

type options struct {
	endpoints   []string
	ops         []string
	concurrency []int
	seconds     float64
	warmup      float64
	keys        int
	valueSize   int
	timeout     time.Duration
	tuned       bool
}

func main() {
	o := parse()
	cfg := client.Config{Endpoints: o.endpoints}
	if o.tuned {
		t := client.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 1024
		cfg.Transport = t
	}
	c, err := client.New(cfg)
	if err != nil {
		fail(1, err.Error())
	}
	target := &target{keys: client.NewKeysAPI(c), options: o, value: strings.Repeat("v", o.valueSize)}
	first := time.Now()
	target.call(o.ops[0], 0, 0)
	target.firstMillis = float64(time.Since(first).Microseconds()) / 1e3
	if o.ops[0] == "watch" {
		print(watch(target))
		return
	}
	share := time.Duration(o.warmup * 1e9 / float64(len(o.ops)*len(o.concurrency)))
	for _, op := range o.ops {
		for _, n := range o.concurrency {
			loop(target, op, n, 0, share)
		}
	}
	for _, op := range o.ops {
		for _, n := range o.concurrency {
			print(loop(target, op, n, 300*time.Millisecond, time.Duration(o.seconds*1e9)))
		}
	}
}

// target makes calls, and looks at the values of their answers.
type target struct {
	keys        client.KeysAPI
	options     options
	value       string
	firstMillis float64
}

func (t *target) call(op string, worker, turn int) (int, error) {
	ctx, cancel := context.Background(), func() {}
	if t.options.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, t.options.timeout)
	}
	defer cancel()
	key := "/bench/k" + strconv.Itoa((worker*7919+turn)%t.options.keys)
	var answer *client.Response
	var err error
	switch op {
	case "set":
		answer, err = t.keys.Set(ctx, key, t.value, nil)
	case "dir":
		answer, err = t.keys.Get(ctx, "/dir1000", &client.GetOptions{Recursive: true})
	default:
		answer, err = t.keys.Get(ctx, key, nil)
	}
	if err != nil {
		return 0, err
	}
	seen := len(answer.Node.Value)
	for _, child := range answer.Node.Nodes {
		seen += len(child.Value)
	}
	return seen, nil
}

func errorClass(err error) string {
	if refused, ok := err.(client.Error); ok {
		return "etcd:" + strconv.Itoa(refused.Code)
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", err), "*")
}

func parse() options {
	endpoints := flag.String("endpoints", "", "URL,URL")
	ops := flag.String("op", "get", "get,set,dir or watch")
	concurrency := flag.String("concurrency", "8", "N,N")
	seconds := flag.Float64("seconds", 3, "of each measurement")
	warmup := flag.Float64("warmup", 2, "seconds, shared")
	keys := flag.Int("keys", 1000, "how many")
	valueSize := flag.Int("value-size", 100, "bytes")
	variant := flag.String("variant", "default", "default or tuned")
	timeout := flag.Int("timeout-ms", 0, "of one call; 0 for none")
	flag.String("mode", "sync", "there is one")
	flag.Parse()
	o := options{
		endpoints: strings.Split(*endpoints, ","), ops: strings.Split(*ops, ","), seconds: *seconds, warmup: *warmup,
		keys: *keys, valueSize: *valueSize, timeout: time.Duration(*timeout) * time.Millisecond, tuned: *variant == "tuned",
	}
	for _, text := range strings.Split(*concurrency, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			fail(2, "option -concurrency: "+text)
		}
		o.concurrency = append(o.concurrency, n)
	}
	if *endpoints == "" {
		fail(2, "option -endpoints is missing")
	}
	return o
}

func print(figures map[string]interface{}) {
	line, err := json.Marshal(figures)
	if err != nil {
		fail(1, err.Error())
	}
	fmt.Println(string(line))
}

func fail(status int, sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	os.Exit(status)
}
