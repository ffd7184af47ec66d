package ordered

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func counting(n int, ended *atomic.Bool) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer ended.Store(true)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// TestMap keeps the order whatever the cores, though later items are done
// sooner, and never has more under way than the limit.
func TestMap(t *testing.T) {
	for _, cores := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		var under, most atomic.Int64
		var ended atomic.Bool
		square := func(i int) int {
			if i%7 == 0 {
				time.Sleep(time.Millisecond)
			}
			most.Store(max(most.Load(), under.Load()))
			return i * i
		}
		in := func(yield func(int) bool) {
			for i := range counting(500, &ended) {
				under.Add(1)
				if !yield(i) {
					return
				}
			}
		}
		var want, got []int
		for i := range 500 {
			want = append(want, i*i)
		}
		for v := range Map(in, func(int) int { return 10 }, 60, square) {
			under.Add(-1)
			got = append(got, v)
		}
		if diff := cmp.Diff(want, got); diff != "" || !ended.Load() || most.Load() > 8 {
			t.Errorf("%d cores: ended %v, %d under way: %s", cores, ended.Load(), most.Load(), diff)
		}
	}
}

// TestMapStops ends early: the input is stopped, and no goroutine is left.
func TestMapStops(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	before := runtime.NumGoroutine()
	for stopAt := range 20 {
		var ended atomic.Bool
		var got []int
		for v := range Map(counting(1<<30, &ended), func(i int) int { return i % 9 }, 5, func(i int) int { return i }) {
			if got = append(got, v); len(got) > stopAt {
				break
			}
		}
		if !ended.Load() || !slices.IsSorted(got) || len(got) != stopAt+1 {
			t.Fatalf("ended %v, got %v", ended.Load(), got)
		}
	}
	for wait := 0; runtime.NumGoroutine() > before && wait < 100; wait++ {
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}

func TestMapPanics(t *testing.T) {
	for _, cores := range []int{1, 3} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		var ended atomic.Bool
		n := 0
		func() {
			defer func() {
				if r := recover(); r != "five" {
					t.Errorf("recovered %v", r)
				}
			}()
			for range Map(counting(100, &ended), func(int) int { return 1 }, 10, func(i int) int {
				if i == 5 {
					panic("five")
				}
				return i
			}) {
				n++
			}
		}()
		if n != 5 || !ended.Load() {
			t.Errorf("%d items, ended %v", n, ended.Load())
		}
	}
}
