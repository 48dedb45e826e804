package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.etcd.io/etcd/client"
)

const key = "/bench/watch"

// watch parks watches of one key, writes it by other means, and times each delivery; again until the time is over.
func watch(t *target) map[string]interface{} {
	n := t.options.concurrency[0]
	endpoint := t.options.endpoints[0]
	index := put(endpoint, "0")
	wanted := watchers(endpoint) + n
	var lock sync.Mutex
	var begun time.Time
	var value string
	one := tally{errors: map[string]int{}}
	delivered := make(chan struct{}, n)
	for i := 0; i < n; i++ {
		go func() {
			w := t.keys.Watcher(key, &client.WatcherOptions{AfterIndex: index})
			for {
				answer, err := w.Next(context.Background())
				lock.Lock()
				if err != nil {
					one.errors[errorClass(err)]++
				} else if answer.Node.Value == value {
					one.nanos = append(one.nanos, int64(time.Since(begun)))
					delivered <- struct{}{}
				}
				lock.Unlock()
			}
		}()
	}
	var last []float64
	rounds := func(seconds float64) {
		last = nil
		for end := time.Now().Add(time.Duration(seconds * 1e9)); time.Now().Before(end); {
			for watchers(endpoint) < wanted {
				time.Sleep(5 * time.Millisecond)
			}
			lock.Lock()
			value = strconv.FormatInt(time.Now().UnixNano(), 10)
			begun = time.Now()
			lock.Unlock()
			put(endpoint, value)
			for i := 0; i < n; i++ {
				<-delivered
			}
			last = append(last, float64(time.Since(begun).Nanoseconds())/1e3)
		}
	}
	rounds(t.options.warmup)
	for watchers(endpoint) < wanted {
		time.Sleep(5 * time.Millisecond)
	}
	runtime.GC()
	parked := usageNow()
	rss, threads := status("VmRSS:"), status("Threads:")
	lock.Lock()
	one.nanos = nil
	lock.Unlock()
	rounds(t.options.seconds)
	lock.Lock()
	defer lock.Unlock()
	f := figures(t, "watch", n, []tally{one}, parked, usageNow())
	sort.Float64s(last)
	f["watch_rounds"] = len(last)
	f["watch_last_us_p50"] = last[len(last)/2]
	f["watch_last_us_max"] = last[len(last)-1]
	f["parked_rss_kb"], f["parked_heap_b"], f["parked_threads"] = rss, parked.mem.HeapAlloc, threads
	f["peak_threads"] = status("Threads:")
	return f
}

func put(endpoint, value string) uint64 {
	form := strings.NewReader("value=" + url.QueryEscape(value))
	request, err := http.NewRequest("PUT", endpoint+"/v2/keys"+key, form)
	if err != nil {
		fail(1, err.Error())
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		fail(1, err.Error())
	}
	defer answer.Body.Close()
	index, _ := strconv.ParseUint(answer.Header.Get("X-Etcd-Index"), 10, 64)
	return index
}

func watchers(endpoint string) int {
	answer, err := http.Get(endpoint + "/v2/stats/store")
	if err != nil {
		fail(1, err.Error())
	}
	defer answer.Body.Close()
	var stats struct{ Watchers int }
	if err := json.NewDecoder(answer.Body).Decode(&stats); err != nil {
		fail(1, err.Error())
	}
	return stats.Watchers
}
