package main

import (
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// tally is what one worker has counted while it was to count.
type tally struct {
	nanos  []int64
	errors map[string]int
	seen   int
}

// loop keeps n calls in flight, and counts those that end within the given time after a run-up.
func loop(t *target, op string, n int, runUp, measured time.Duration) map[string]interface{} {
	var counting, closed int32
	tallies := make([]tally, n)
	var working sync.WaitGroup
	working.Add(n)
	for i := 0; i < n; i++ {
		go func(worker int) {
			defer working.Done()
			mine := &tallies[worker]
			mine.errors = map[string]int{}
			for turn := 0; atomic.LoadInt32(&closed) == 0; turn++ {
				begun := time.Now()
				seen, err := t.call(op, worker, turn)
				took := time.Since(begun)
				if atomic.LoadInt32(&counting) == 0 {
					continue
				}
				mine.seen += seen
				if err != nil {
					mine.errors[errorClass(err)]++
				} else {
					mine.nanos = append(mine.nanos, int64(took))
				}
			}
		}(i)
	}
	time.Sleep(runUp)
	before := usageNow()
	atomic.StoreInt32(&counting, 1)
	time.Sleep(measured)
	atomic.StoreInt32(&counting, 0)
	after := usageNow()
	atomic.StoreInt32(&closed, 1)
	working.Wait()
	return figures(t, op, n, tallies, before, after)
}

func figures(t *target, op string, n int, tallies []tally, before, after usage) map[string]interface{} {
	var nanos []int64
	classes := map[string]int{}
	failed := 0
	for _, one := range tallies {
		nanos = append(nanos, one.nanos...)
		for class, count := range one.errors {
			classes[class] += count
			failed += count
		}
	}
	sort.Slice(nanos, func(i, j int) bool { return nanos[i] < nanos[j] })
	at := func(part float64) float64 {
		if len(nanos) == 0 {
			return 0
		}
		return float64(nanos[int(part*float64(len(nanos)-1))]) / 1e3
	}
	ops := float64(len(nanos))
	seconds := after.at.Sub(before.at).Seconds()
	cpu := after.cpu - before.cpu
	name := "go-v2"
	if t.options.tuned {
		name = "go-v2-tuned"
	}
	per := ops
	if per == 0 {
		per = 1
	}
	return map[string]interface{}{
		"driver": name, "op": op, "mode": "sync", "concurrency": n, "seconds": seconds, "ops": len(nanos),
		"errors": failed, "error_classes": classes, "throughput": ops / seconds,
		"p50": at(.5), "p90": at(.9), "p99": at(.99), "p999": at(.999), "max": at(1),
		"cpu_s": cpu, "cpu_us_per_op": cpu * 1e6 / per, "gc_count": after.mem.NumGC - before.mem.NumGC,
		"gc_ms":          float64(after.mem.PauseTotalNs-before.mem.PauseTotalNs) / 1e6,
		"alloc_b_per_op": float64(after.mem.TotalAlloc-before.mem.TotalAlloc) / per,
		"rss_peak_kb":    status("VmHWM:"), "threads": status("Threads:"), "first_op_ms": t.firstMillis,
	}
}

// usage is what the process has used until a moment.
type usage struct {
	at  time.Time
	cpu float64
	mem runtime.MemStats
}

func usageNow() usage {
	u := usage{at: time.Now()}
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) == nil {
		u.cpu = float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
	}
	runtime.ReadMemStats(&u.mem)
	return u
}

func status(field string) int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, field) {
			n, _ := strconv.Atoi(strings.Fields(line)[1])
			return n
		}
	}
	return 0
}
