package hackernews

import (
	"context"
	"errors"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

const (
	// knownItems is how many items are remembered with their thread, at
	// least: Hacker News sees some ten thousand a day, and closes a thread
	// after two weeks.
	knownItems = 1 << 20
	// heldItems bounds the comments that wait for their parent, and heldBytes
	// their text.
	heldItems = 1 << 16
	heldBytes = 64 << 20
)

var errNoID = errors.New("an item without an id")

// roots remembers the thread of recent items: two generations, so that the
// oldest can be dropped cheaply.
type roots struct{ now, before map[string]string }

func (r *roots) get(id string) (string, bool) {
	if of, ok := r.now[id]; ok {
		return of, true
	}
	of, ok := r.before[id]
	return of, ok
}

func (r *roots) put(id, of string) {
	if r.now == nil || len(r.now) >= knownItems {
		r.now, r.before = map[string]string{}, r.now
	}
	r.now[id] = of
}

// waiting is comments whose parent has not come yet.
type waiting struct {
	items []held
	byID  map[string]int // place in items
	bytes int
}

type held struct {
	rec format.Record
	of  string // parent
}

// dump goes through Firebase items.
type dump struct {
	roots roots
	wait  waiting
	out   *jsonstream.Out
}

func firebase(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		d := &dump{}
		done := false
		for rec, err := range jsonstream.Each(ctx, src, func(o jsonstream.Object, out *jsonstream.Out) error {
			d.out = out
			return d.read(o)
		}) {
			if done = !yield(rec, err); done {
				return
			}
		}
		if d.out != nil && ctx.Err() == nil {
			for _, rec := range d.release() {
				if !yield(rec, nil) {
					return
				}
			}
		}
	}
}

func (d *dump) read(o jsonstream.Object) error {
	var it item
	if err := jsonstream.Unmarshal(o.Raw, &it); err != nil {
		return err
	}
	if it.id() == "" {
		return errNoID
	}
	if it.Type == "pollopt" {
		d.out.Src.Report(format.Note{Record: o.Record, Role: "omitted", Reason: "an option of a poll", Text: it.Text.String()})
		return nil
	}
	lines := thread.Lines{Start: o.Line, End: o.Line}
	parent := it.parent()
	if !it.isComment() || parent == "" {
		d.roots.put(it.id(), it.id())
		return d.give(it, it.id(), lines)
	}
	if of, ok := d.roots.get(parent); ok {
		d.roots.put(it.id(), of)
		return d.give(it, of, lines)
	}
	rec := it.record(d.out.Src, "")
	rec.Lines = lines
	d.hold(rec, parent)
	if len(d.wait.items) > heldItems || d.wait.bytes > heldBytes {
		return d.flush()
	}
	return nil
}

func (d *dump) give(it item, of string, lines thread.Lines) error {
	rec := it.record(d.out.Src, of)
	rec.Lines = lines
	return d.out.Record(rec)
}

func (d *dump) hold(rec format.Record, parent string) {
	if d.wait.byID == nil {
		d.wait.byID = map[string]int{}
	}
	d.wait.byID[rec.ID] = len(d.wait.items)
	d.wait.items = append(d.wait.items, held{rec, parent})
	d.wait.bytes += len(rec.Text) + len(rec.Quoted)
}

func (d *dump) flush() error {
	for _, rec := range d.release() {
		if err := d.out.Record(rec); err != nil {
			return err
		}
	}
	return nil
}

// release gives the comments that wait, each with the topmost item that its
// parents lead to as its thread.
func (d *dump) release() []format.Record {
	out := make([]format.Record, len(d.wait.items))
	for i := range d.wait.items {
		d.settle(i)
	}
	for i, h := range d.wait.items {
		out[i] = h.rec
		if out[i].ReplyTo = h.of; h.of == h.rec.Thread {
			out[i].ReplyTo = ""
		}
	}
	d.wait = waiting{}
	return out
}

// settle finds the thread of item i and of all that it answers. Parents in a
// circle end where they meet themselves.
func (d *dump) settle(i int) {
	var path []int
	on := map[int]bool{}
	of := ""
	for {
		if on[i] || d.wait.items[i].rec.Thread != "" {
			of = d.wait.items[i].rec.Thread
			if of == "" {
				of = d.wait.items[i].of
			}
			break
		}
		path, on[i] = append(path, i), true
		parent := d.wait.items[i].of
		if known, ok := d.roots.get(parent); ok {
			of = known
			break
		}
		next, ok := d.wait.byID[parent]
		if !ok {
			of = parent
			break
		}
		i = next
	}
	for _, at := range path {
		d.wait.items[at].rec.Thread = of
		d.roots.put(d.wait.items[at].rec.ID, of)
	}
}
