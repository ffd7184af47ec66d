// Package spill groups a stream of keyed records by key in bounded memory. It
// knows nothing of what the records mean.
//
// Records are held in memory up to a budget. Beyond it they go to a temporary
// file, hash-partitioned by key: all records of a key are in one partition. At
// the end each partition, split again where it is larger than half the budget,
// is read back on its own and written in the order of its groups, and these
// runs are merged. Groups therefore come in the order in which their keys first
// appeared, whatever the budget, and the hash, which differs from run to run,
// shows nowhere.
//
// Memory: the budget while records are added, half of it while a partition is
// sorted, 16 KiB for each run while they are merged (a run is half a budget
// long), and nothing that grows with the number of keys. The temporary file
// needs about twice the size of the records, compressed. Where the system
// allows it the file has no name from the start, so that it is gone however the
// program ends.
package spill

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"iter"
)

// DefaultMemory is the default budget in bytes.
const DefaultMemory = 64 << 20

// Options say how much is held, and where the rest goes.
type Options struct {
	// Memory is the budget in bytes; 0 means [DefaultMemory].
	Memory int64
	// Dir is where the temporary file is made; "" for the system's place, which
	// follows TMPDIR.
	Dir string
}

// Groups collects records. It is for one goroutine. Close must be called in the
// end.
type Groups struct {
	opt   Options
	held  log
	added uint64
	parts []*stream // nil as long as everything is in memory
	files []*file
	seed  maphash.Seed
	frame []byte
}

// New makes an empty collection.
func New(opt Options) *Groups {
	if opt.Memory <= 0 {
		opt.Memory = DefaultMemory
	}
	return &Groups{opt: opt, seed: maphash.MakeSeed()}
}

// Spilled reports whether records had to go to a temporary file.
func (g *Groups) Spilled() bool { return g.parts != nil }

// Add adds a record, copying both. An error is about the temporary file.
func (g *Groups) Add(key string, payload []byte) error {
	g.frame = appendFrame(g.frame[:0], g.added, key, payload)
	g.added++
	if g.parts != nil {
		return g.route(g.parts, g.frame, key, 0)
	}
	if g.held.size+int64(len(g.frame)) <= g.opt.Memory {
		g.held.add(g.frame)
		return nil
	}
	if err := g.spill(); err != nil {
		return err
	}
	return g.route(g.parts, g.frame, key, 0)
}

// Each yields the groups in the order of their first record. A group is valid
// until the next is asked for. It can be called once; after it, Add cannot. An
// error is about the temporary file and ends the sequence.
func (g *Groups) Each() iter.Seq2[Group, error] {
	return func(yield func(Group, error) bool) {
		if g.parts == nil {
			for _, at := range g.held.groups() {
				if !yield(g.held.group(at), nil) {
					return
				}
			}
			return
		}
		if err := g.merge(func(group Group) bool { return yield(group, nil) }); err != nil {
			yield(Group{}, err)
		}
	}
}

// Close removes the temporary file.
func (g *Groups) Close() {
	for _, f := range g.files {
		f.close()
	}
	g.files, g.parts, g.held = nil, nil, log{}
}

// Group is the records of one key, in the order in which they were added.
type Group struct {
	Key     string
	records func(yield func([]byte, error) bool)
}

// Records yields the payloads. Each is valid until the next is asked for.
func (g Group) Records() iter.Seq2[[]byte, error] { return g.records }

// appendFrame appends a record: its number, its key and its payload.
func appendFrame(b []byte, seq uint64, key string, payload []byte) []byte {
	b = binary.AppendUvarint(b, seq)
	b = binary.AppendUvarint(b, uint64(len(key)))
	b = append(b, key...)
	b = binary.AppendUvarint(b, uint64(len(payload)))
	return append(b, payload...)
}

// frame is a record as it lies in a block.
type frame struct {
	seq          uint64
	key, payload []byte
	size         int // of the whole
}

// readFrame reads the frame at the beginning of b.
func readFrame(b []byte) (frame, error) {
	seq, n := binary.Uvarint(b)
	if n <= 0 {
		return frame{}, errDamaged
	}
	key, m, err := readBytes(b[n:])
	if err != nil {
		return frame{}, err
	}
	payload, k, err := readBytes(b[n+m:])
	return frame{seq: seq, key: key, payload: payload, size: n + m + k}, err
}

func readBytes(b []byte) (data []byte, size int, err error) {
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return nil, 0, errDamaged
	}
	return b[n : n+int(length)], n + int(length), nil
}

var errDamaged = fmt.Errorf("the temporary file is damaged")
