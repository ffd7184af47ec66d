package spill

import "hash/maphash"

const (
	// firstParts partitions are made at once, and moreParts of one that turns
	// out too large; both are powers of two.
	firstParts, firstBits = 64, 6
	moreParts, moreBits   = 16, 4
	// maxLevel bounds how often a partition is split.
	maxLevel = 10
)

func (g *Groups) newFile() (*file, error) {
	f, err := newFile(g.opt.Dir)
	if err == nil {
		g.files = append(g.files, f)
	}
	return f, err
}

func (g *Groups) partitions(f *file, n int) []*stream {
	out := make([]*stream, n)
	// Small budgets have small blocks: the open ones are held.
	size := int(min(partBlock, max(512, g.opt.Memory/int64(2*n))))
	for i := range out {
		out[i] = &stream{f: f, size: size}
	}
	return out
}

// spill moves what is held to partitions.
func (g *Groups) spill() error {
	f, err := g.newFile()
	if err != nil {
		return err
	}
	g.parts = g.partitions(f, firstParts)
	for i, b := range g.held.chunks {
		for at := 0; at < len(b); {
			f, err := readFrame(b[at:])
			if err != nil {
				return err
			}
			if err := g.route(g.parts, b[at:at+f.size], string(f.key), 0); err != nil {
				return err
			}
			at += f.size
		}
		g.held.chunks[i] = nil
	}
	g.held = log{}
	return nil
}

// route adds a frame to the partition of its key. Each level of splitting looks
// at other bits of the key's hash.
func (g *Groups) route(parts []*stream, raw []byte, key string, level int) error {
	hash := maphash.String(g.seed, key)
	if level > 0 {
		hash >>= firstBits + moreBits*(level-1)
	}
	f, err := readFrame(raw)
	if err != nil {
		return err
	}
	return parts[hash&uint64(len(parts)-1)].add(raw, f.seq, key)
}

// sorted turns a partition into runs, in each of which groups follow one
// another in the order of their first records. Every frame of a group has the
// number of the first.
func (g *Groups) sorted(p *stream, into *file, level int, runs []*stream) ([]*stream, error) {
	if err := p.flush(); err != nil || p.bytes == 0 {
		return runs, err
	}
	if p.mixed && p.bytes > g.opt.Memory/2 && level < maxLevel {
		return g.split(p, into, level+1, runs)
	}
	run := &stream{f: into, size: runBlock}
	if err := g.sort(p, run); err != nil {
		return runs, err
	}
	p.blocks, run.open = nil, nil
	return append(runs, run), nil
}

// sort writes the groups of a partition to a run. One key alone, however many
// records it has, is not held.
func (g *Groups) sort(p, run *stream) error {
	add := func(seq uint64, key string, payload []byte) error {
		g.frame = appendFrame(g.frame[:0], seq, key, payload)
		return run.add(g.frame, seq, key)
	}
	if !p.mixed {
		first := p.blocks[0].seq
		if err := p.each(func(f frame, _ []byte) error { return add(first, string(f.key), f.payload) }); err != nil {
			return err
		}
		return run.flush()
	}
	var l log
	if err := p.each(func(_ frame, raw []byte) error { l.add(raw); return nil }); err != nil {
		return err
	}
	for _, h := range l.groups() {
		group, seq := l.group(h), l.frame(h.places[h.first]).seq
		for payload := range group.records {
			if err := add(seq, group.Key, payload); err != nil {
				return err
			}
		}
	}
	return run.flush()
}

// split divides a partition that is too large to be held.
func (g *Groups) split(p *stream, into *file, level int, runs []*stream) ([]*stream, error) {
	parts := g.partitions(p.f, moreParts)
	err := p.each(func(f frame, raw []byte) error { return g.route(parts, raw, string(f.key), level) })
	p.blocks = nil
	for _, sub := range parts {
		if err == nil {
			runs, err = g.sorted(sub, into, level, runs)
		}
	}
	return runs, err
}
