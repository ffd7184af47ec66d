package spill

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type record struct{ Key, Value string }

// grouped is what Groups must give, made in the simplest way.
func grouped(in []record) []string {
	var order []string
	by := map[string][]string{}
	for _, r := range in {
		if _, known := by[r.Key]; !known {
			order = append(order, r.Key)
		}
		by[r.Key] = append(by[r.Key], r.Value)
	}
	var out []string
	for _, key := range order {
		out = append(out, key+"="+strings.Join(by[key], ","))
	}
	return out
}

func through(t interface{ Fatal(...any) }, in []record, opt Options) (out []string, spilled bool) {
	g := New(opt)
	defer g.Close()
	for _, r := range in {
		if err := g.Add(r.Key, []byte(r.Value)); err != nil {
			t.Fatal(err)
		}
	}
	for group, err := range g.Each() {
		if err != nil {
			t.Fatal(err)
		}
		var values []string
		for v, err := range group.Records() {
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, string(v))
		}
		out = append(out, group.Key+"="+strings.Join(values, ","))
	}
	return out, g.Spilled()
}

// TestAnyBudget compares budgets from nothing to plenty: the groups, their
// order and the order within them are the same.
func TestAnyBudget(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SampledFrom([]int{1, 2, 5, 40, 3000}).Draw(t, "keys")
		width := rapid.SampledFrom([]int{0, 3, 60, 2000}).Draw(t, "width")
		memory := rapid.SampledFrom([]int64{1, 300, 5000, 1 << 20}).Draw(t, "memory")
		n := rapid.IntRange(0, 800).Draw(t, "records")
		seed := rapid.IntRange(1, 1<<20).Draw(t, "seed")
		in := make([]record, n)
		for i := range in {
			x := (i*7919 + seed*i*i) % keys
			if i%3 == 0 {
				x = 0 // one group is far larger than the others
			}
			in[i] = record{fmt.Sprint("k", x), fmt.Sprint(i, strings.Repeat("v", (i*seed)%(width+1)))}
		}
		got, _ := through(t, in, Options{Memory: memory, Dir: dir})
		if diff := cmp.Diff(grouped(in), got); diff != "" {
			t.Fatal(diff)
		}
	})
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}

// TestSplit has partitions that are many times the budget.
func TestSplit(t *testing.T) {
	var in []record
	for i := range 30_000 {
		in = append(in, record{fmt.Sprint("thread", i*7919%2500), fmt.Sprint(i, strings.Repeat(" words", i%20))})
	}
	got, spilled := through(t, in, Options{Memory: 2000, Dir: t.TempDir()})
	if !spilled {
		t.Error("nothing was spilled")
	}
	if diff := cmp.Diff(grouped(in), got); diff != "" {
		t.Error(diff)
	}
}

// TestEarlyStop stops within a group and between groups.
func TestEarlyStop(t *testing.T) {
	for _, memory := range []int64{100, 1 << 20} {
		g := New(Options{Memory: memory, Dir: t.TempDir()})
		for i := range 900 {
			if err := g.Add(fmt.Sprint(i%9), []byte(fmt.Sprint(i))); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for group, err := range g.Each() {
			if err != nil {
				t.Fatal(err)
			}
			for v, err := range group.Records() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(v))
				if len(got)%2 == 0 {
					break
				}
			}
			if len(got) == 8 {
				break
			}
		}
		g.Close()
		if diff := cmp.Diff([]string{"0", "9", "1", "10", "2", "11", "3", "12"}, got); diff != "" {
			t.Errorf("memory %d: %s", memory, diff)
		}
	}
}

// TestNoRoom says what to do where the temporary file cannot be made.
func TestNoRoom(t *testing.T) {
	g := New(Options{Memory: 10, Dir: filepath.Join(t.TempDir(), "missing")})
	defer g.Close()
	err := g.Add("a", make([]byte, 100))
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("got %v", err)
	}
}

// TestFull writes to a device that is always full.
func TestFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	s := &stream{f: &file{f: full}, size: 100}
	err = s.add(appendFrame(nil, 0, "a", make([]byte, 1000)), 0, "a")
	if err == nil {
		err = s.flush()
	}
	if err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("got %v", err)
	}
}

// TestMemory adds far more than the budget under many keys and looks at what
// stays reachable.
func TestMemory(t *testing.T) {
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	const budget = 4 << 20
	before, most := heap(), int64(0)
	g := New(Options{Memory: budget, Dir: t.TempDir()})
	defer g.Close()
	payload := []byte(strings.Repeat("Nothing of this is held. ", 40))
	for i := range 60_000 {
		if err := g.Add(fmt.Sprint("a key of some length ", i/2), payload); err != nil {
			t.Fatal(err)
		}
		if i%15_000 == 0 {
			most = max(most, heap()-before)
		}
	}
	n := 0
	for _, err := range g.Each() {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%10_000 == 1 {
			most = max(most, heap()-before)
		}
	}
	if n != 30_000 || most > 4*budget {
		t.Errorf("%d groups, %d bytes held at most with a budget of %d", n, most, budget)
	}
}

func FuzzFrame(f *testing.F) {
	f.Add(appendFrame(nil, 7, "key", []byte("payload")))
	f.Add([]byte{0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := readFrame(b)
		if err == nil && (got.size > len(b) || len(got.key)+len(got.payload) > got.size) {
			t.Fatalf("%+v of %d bytes", got, len(b))
		}
	})
}

func BenchmarkGroups(b *testing.B) {
	payload := []byte(strings.Repeat("some words of a comment ", 10))
	for _, memory := range []int64{1 << 30, 1 << 20} {
		b.Run(fmt.Sprint("memory=", memory), func(b *testing.B) {
			const n = 100_000
			b.SetBytes(n * int64(len(payload)))
			for b.Loop() {
				g := New(Options{Memory: memory, Dir: b.TempDir()})
				for i := range n {
					if err := g.Add(fmt.Sprint("t3_", i*7919%5000), payload); err != nil {
						b.Fatal(err)
					}
				}
				records := 0
				for group, err := range g.Each() {
					if err != nil {
						b.Fatal(err)
					}
					for range group.Records() {
						records++
					}
				}
				g.Close()
				if records != n {
					b.Fatal(records)
				}
			}
		})
	}
}
