// Package ordered does work on all cores and keeps the order of what comes out,
// so that results do not depend on the number of cores.
package ordered

import (
	"iter"
	"runtime"
	"sync"
)

// Map yields do(x) for each x of in, in order. in runs in a goroutine of its
// own, and do on as many as there are cores. weight is what an item costs while
// it is under way (1 at least); items are taken as long as they weigh no more
// than limit together, or there is only one.
//
// When Map returns, however it does, all of its goroutines have ended. A panic
// of do is passed on where its result would have come.
func Map[In, Out any](in iter.Seq[In], weight func(In) int, limit int, do func(In) Out) iter.Seq[Out] {
	workers := runtime.GOMAXPROCS(0)
	if workers == 1 {
		return func(yield func(Out) bool) {
			for x := range in {
				if !yield(do(x)) {
					return
				}
			}
		}
	}
	return func(yield func(Out) bool) {
		m := &mapping[In, Out]{do: do, work: make(chan *item[In, Out], workers), order: make(chan *item[In, Out], queue), left: limit, limit: limit}
		m.free.L = &m.mu
		var running sync.WaitGroup
		for range workers {
			running.Go(m.run)
		}
		running.Go(func() { m.feed(in, weight) })
		defer running.Wait()
		defer m.stop()
		for it := range m.order {
			<-it.done
			if it.failed != nil {
				panic(it.failed)
			}
			out := it.out
			m.release(it.weight)
			if !yield(out) {
				return
			}
		}
	}
}

// queue is how many items can be under way at most.
const queue = 256

type item[In, Out any] struct {
	in     In
	out    Out
	weight int
	failed any
	done   chan struct{}
}

type mapping[In, Out any] struct {
	do    func(In) Out
	work  chan *item[In, Out] // to the workers
	order chan *item[In, Out] // to the consumer, in order

	mu      sync.Mutex
	free    sync.Cond
	left    int
	limit   int
	stopped bool
}

// feed takes items as long as they are wanted.
func (m *mapping[In, Out]) feed(in iter.Seq[In], weight func(In) int) {
	defer close(m.order)
	defer close(m.work)
	for x := range in {
		it := &item[In, Out]{in: x, weight: min(max(weight(x), 1), m.limit), done: make(chan struct{})}
		if !m.acquire(it.weight) {
			return
		}
		m.work <- it
		m.order <- it
	}
}

func (m *mapping[In, Out]) acquire(weight int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.left < weight && !m.stopped {
		m.free.Wait()
	}
	m.left -= weight
	return !m.stopped
}

func (m *mapping[In, Out]) release(weight int) {
	m.mu.Lock()
	m.left += weight
	m.mu.Unlock()
	m.free.Signal()
}

// stop ends feed, and takes what it may still be waiting to hand on.
func (m *mapping[In, Out]) stop() {
	m.mu.Lock()
	m.stopped = true
	m.mu.Unlock()
	m.free.Signal()
	for range m.order {
	}
}

func (m *mapping[In, Out]) run() {
	for it := range m.work {
		m.one(it)
	}
}

func (m *mapping[In, Out]) one(it *item[In, Out]) {
	defer close(it.done)
	defer func() { it.failed = recover() }()
	it.out = m.do(it.in)
}
