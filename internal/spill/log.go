package spill

// chunk is the size of the pieces of memory that a log consists of.
const chunk = 256 << 10

// log holds frames in memory.
type log struct {
	chunks [][]byte
	size   int64
	frames int
}

// add copies a frame to the end.
func (l *log) add(f []byte) {
	last := len(l.chunks) - 1
	if last < 0 || len(l.chunks[last])+len(f) > cap(l.chunks[last]) {
		l.chunks = append(l.chunks, make([]byte, 0, max(chunk, len(f))))
		last++
	}
	l.chunks[last] = append(l.chunks[last], f...)
	l.size += int64(len(f))
	l.frames++
}

// place is where a frame lies, and the number of the next frame of its key.
type place struct {
	chunk, at int32
	next      int32 // 0 for none: a frame is never followed by the first
}

// head is a group: its first frame and the places of all frames.
type head struct {
	first  int32
	places []place // of all groups
}

// groups indexes the frames by key. The order is that of each key's first
// frame.
func (l *log) groups() []head {
	places := make([]place, 0, l.frames)
	last := map[string]int32{} // the latest frame of each key
	var out []head
	for c, b := range l.chunks {
		for at := 0; at < len(b); {
			f, err := readFrame(b[at:])
			if err != nil {
				return out // never: the frames were made here
			}
			n := int32(len(places))
			places = append(places, place{chunk: int32(c), at: int32(at)})
			if prev, ok := last[string(f.key)]; ok {
				places[prev].next = n
			} else {
				out = append(out, head{first: n})
			}
			last[string(f.key)] = n
			at += f.size
		}
	}
	for i := range out {
		out[i].places = places
	}
	return out
}

// frame reads a frame of the index.
func (l *log) frame(p place) frame {
	f, _ := readFrame(l.chunks[p.chunk][p.at:]) // groups has read it before
	return f
}

// group is the group at h.
func (l *log) group(h head) Group {
	return Group{
		Key: string(l.frame(h.places[h.first]).key),
		records: func(yield func([]byte, error) bool) {
			for at := h.first; ; {
				p := h.places[at]
				if !yield(l.frame(p).payload, nil) || p.next == 0 {
					return
				}
				at = p.next
			}
		},
	}
}
