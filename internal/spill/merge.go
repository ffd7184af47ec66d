package spill

import "container/heap"

// merge turns the partitions into runs and passes on the groups of all runs in
// the order of their first records.
func (g *Groups) merge(yield func(Group) bool) error {
	into, err := g.newFile()
	if err != nil {
		return err
	}
	var runs []*stream
	for i, p := range g.parts {
		if runs, err = g.sorted(p, into, 0, runs); err != nil {
			return err
		}
		g.parts[i] = nil
	}
	// The partitions are no longer needed, nor is their file.
	g.files[0].close()
	g.files = g.files[1:]
	var q queue
	for _, run := range runs {
		q = append(q, &cursor{s: run, seq: run.blocks[0].seq})
	}
	heap.Init(&q)
	for len(q) > 0 {
		c := q[0]
		group, err := c.group()
		if err != nil {
			return err
		}
		if !yield(group) {
			return nil
		}
		if err := c.skip(); err != nil {
			return err
		}
		if c.done {
			heap.Pop(&q)
		} else {
			heap.Fix(&q, 0)
		}
	}
	return nil
}

// cursor is the place in a run of the next group.
type cursor struct {
	s     *stream
	seq   uint64 // of the group
	block int    // number of the block, which is loaded only when it is needed
	data  []byte // the rest of that block, nil where it is not loaded
	buf   []byte
	at    int
	done  bool
}

// load makes the current block available.
func (c *cursor) load() (err error) {
	if c.data == nil {
		c.buf, err = c.s.read(c.block, c.buf)
		c.data, c.at = c.buf, 0
	}
	return err
}

// next reads the next frame of the current group; ok is false at its end.
func (c *cursor) next() (f frame, ok bool, err error) {
	if c.done {
		return f, false, nil
	}
	if c.data != nil && c.at == len(c.data) {
		c.data = nil
		if cap(c.buf) > 4*runBlock {
			c.buf = nil
		}
		if c.block++; c.block == len(c.s.blocks) {
			c.done = true
			return f, false, nil
		}
	}
	if c.data == nil && c.s.blocks[c.block].seq != c.seq {
		return f, false, nil
	}
	if err := c.load(); err != nil {
		return f, false, err
	}
	if f, err = readFrame(c.data[c.at:]); err != nil || f.seq != c.seq {
		return f, false, err
	}
	c.at += f.size
	return f, true, nil
}

// group is the group at the cursor.
func (c *cursor) group() (Group, error) {
	if err := c.load(); err != nil {
		return Group{}, err
	}
	f, err := readFrame(c.data[c.at:])
	if err != nil {
		return Group{}, err
	}
	return Group{Key: string(f.key), records: func(yield func([]byte, error) bool) {
		for {
			f, ok, err := c.next()
			if err != nil {
				yield(nil, err)
				return
			}
			if !ok || !yield(f.payload, nil) {
				return
			}
		}
	}}, nil
}

// skip goes to the beginning of the next group.
func (c *cursor) skip() error {
	for {
		f, ok, err := c.next()
		switch {
		case err != nil || c.done:
			return err
		case ok:
			continue
		case c.data == nil:
			c.seq = c.s.blocks[c.block].seq
		default:
			c.seq = f.seq
		}
		return nil
	}
}

// queue orders the cursors by the first record of their groups.
type queue []*cursor

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].seq < q[j].seq }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*cursor)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
