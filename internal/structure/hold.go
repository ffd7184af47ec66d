package structure

import (
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/ordered"
	"github.com/undertone-project/undertone/internal/spill"
)

// The keys under which groups are held begin with one of these: the source's
// own key follows, or the number of a group without one.
const (
	keyed   = "k"
	unkeyed = "u"
)

// hold sets a record down until its thread is complete.
func (c *collector) hold(rec *format.Record) error {
	if c.held == nil {
		c.held = spill.New(spill.Options{Memory: c.opt.Memory})
		if err := c.holdOpen(); err != nil {
			return err
		}
	}
	key := keyed + rec.Thread
	if rec.Thread == "" {
		if c.count == 0 || rec.Kind == thread.KindPost {
			c.count++
		}
		key = unkeyed + strconv.Itoa(c.count)
	}
	c.buf = c.codec.append(c.buf[:0], rec)
	return c.held.Add(key, c.buf)
}

// holdOpen sets the open group down: the source has begun without keys.
func (c *collector) holdOpen() error {
	g := c.open
	if c.open = nil; g == nil {
		return nil
	}
	all := g.comments
	if g.hasPost {
		all = append([]format.Record{g.post}, all...)
	}
	for i := range all {
		c.buf = c.codec.append(c.buf[:0], &all[i])
		if err := c.held.Add(unkeyed+strconv.Itoa(g.number), c.buf); err != nil {
			return err
		}
	}
	return nil
}

// underWay bounds the comments of the threads that are built ahead of their
// turn.
const underWay = 20_000

// finish passes on every thread that is not complete yet, in order of first
// appearance. An error is about the temporary file.
func (c *collector) finish(give func(thread.Thread) bool) error {
	if c.held == nil {
		if g := c.close(c.count > 1); g != nil {
			give(build(g, c.opt))
		}
		return nil
	}
	var failed error
	groups := func(yield func(*group) bool) { failed = c.groups(yield) }
	for t := range ordered.Map(groups, func(g *group) int { return len(g.comments) }, underWay, func(g *group) thread.Thread { return build(g, c.opt) }) {
		if !give(t) {
			return nil
		}
	}
	return failed
}

// groups reads back what is held.
func (c *collector) groups(yield func(*group) bool) error {
	for held, err := range c.held.Each() {
		if err != nil {
			return err
		}
		g := &group{}
		if number, ok := strings.CutPrefix(held.Key, unkeyed); ok {
			g.number, _ = strconv.Atoi(number) // written by hold
		} else {
			g.key = strings.TrimPrefix(held.Key, keyed)
		}
		for data, err := range held.Records() {
			if err != nil {
				return err
			}
			rec, err := c.codec.decode(data)
			if err != nil {
				return err
			}
			rec.Thread = g.key
			g.add(rec)
		}
		c.name(g, true)
		if !yield(g) {
			return nil
		}
	}
	return nil
}

// discard removes what is still held.
func (c *collector) discard() {
	if c.held != nil {
		c.held.Close()
	}
}
