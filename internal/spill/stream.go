package spill

import (
	"bytes"
	"fmt"
	"os"

	"github.com/klauspost/compress/s2"
)

// The sizes of blocks before compression: of partitions, of which there are
// few, and of runs, one block of each of which is held in a merge.
const (
	partBlock = 64 << 10
	runBlock  = 16 << 10
)

// file is a temporary file of blocks.
type file struct {
	f     *os.File
	named bool // it could not be removed while it is open
	end   int64
	buf   []byte
}

func newFile(dir string) (*file, error) {
	f, err := os.CreateTemp(dir, "undertone-*.tmp")
	if err != nil {
		return nil, hint(err)
	}
	// Removed at once, where the system allows it: then the file is gone even
	// if the program is killed.
	return &file{f: f, named: os.Remove(f.Name()) != nil}, nil
}

func (f *file) close() {
	_ = f.f.Close() // nothing in it is needed any more
	if f.named {
		_ = os.Remove(f.f.Name())
	}
}

// hint says what can be done about a temporary file that cannot be written.
func hint(err error) error {
	return fmt.Errorf("holding unfinished threads in a temporary file: %w (set TMPDIR to a place with more room, or hold more in memory)", err)
}

// block is a piece of a stream in the file.
type block struct {
	at  int64
	n   int    // bytes in the file
	seq uint64 // of its first frame
}

// stream is a sequence of frames in a file. First it is written, then read.
type stream struct {
	f      *file
	size   int // of a block
	open   []byte
	blocks []block
	bytes  int64 // before compression
	// key is that of the first frame, and mixed says that there are others.
	key   []byte
	mixed bool
}

// add writes a frame with its number and key.
func (s *stream) add(f []byte, seq uint64, key string) error {
	if len(s.open) > 0 && len(s.open)+len(f) > s.size {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if len(s.open) == 0 {
		s.blocks = append(s.blocks, block{seq: seq})
	}
	if s.bytes == 0 {
		s.key = []byte(key)
	} else if !s.mixed {
		s.mixed = !bytes.Equal(s.key, []byte(key))
	}
	s.bytes += int64(len(f))
	s.open = append(s.open, f...)
	return nil
}

// flush writes the open block to the file.
func (s *stream) flush() error {
	if len(s.open) == 0 {
		return nil
	}
	f := s.f
	f.buf = s2.Encode(f.buf[:cap(f.buf)], s.open)
	if _, err := f.f.WriteAt(f.buf, f.end); err != nil {
		return hint(err)
	}
	b := &s.blocks[len(s.blocks)-1]
	b.at, b.n = f.end, len(f.buf)
	f.end += int64(len(f.buf))
	if s.open = s.open[:0]; cap(s.open) > 4*s.size {
		s.open = nil // one long record is no reason to hold its size
	}
	return nil
}

// read reads block i into buf, which grows as needed.
func (s *stream) read(i int, buf []byte) ([]byte, error) {
	b, f := s.blocks[i], s.f
	if cap(f.buf) < b.n {
		f.buf = make([]byte, b.n)
	}
	f.buf = f.buf[:b.n]
	if _, err := f.f.ReadAt(f.buf, b.at); err != nil {
		return nil, fmt.Errorf("reading back a temporary file: %w", err)
	}
	out, err := s2.Decode(buf[:cap(buf)], f.buf)
	if err != nil {
		return nil, fmt.Errorf("reading back a temporary file: %w", err)
	}
	return out, nil
}

// each passes every frame to do.
func (s *stream) each(do func(f frame, raw []byte) error) error {
	var buf []byte
	for i := range s.blocks {
		var err error
		if buf, err = s.read(i, buf); err != nil {
			return err
		}
		for at := 0; at < len(buf); {
			f, err := readFrame(buf[at:])
			if err != nil {
				return err
			}
			if err := do(f, buf[at:at+f.size]); err != nil {
				return err
			}
			at += f.size
		}
	}
	return nil
}
