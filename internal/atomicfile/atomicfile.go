// Package atomicfile writes files and directories completely or not at all:
// everything goes to a temporary neighbour first and takes its place at the
// end.
package atomicfile

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
)

// File is a file being written. It appears under its name with Commit.
type File struct {
	path string
	tmp  *os.File
	buf  *bufio.Writer
}

// Create begins a file that will replace path.
func Create(path string) (*File, error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return nil, fmt.Errorf("creating %s: %w", path, err)
	}
	return &File{path, tmp, bufio.NewWriterSize(tmp, 64<<10)}, nil
}

// Write adds to the file.
func (f *File) Write(p []byte) (int, error) { return f.buf.Write(p) }

// Commit completes the file and puts it in its place.
func (f *File) Commit() error {
	err := f.buf.Flush()
	if err == nil {
		err = f.tmp.Chmod(0o644)
	}
	if err == nil {
		err = f.tmp.Sync()
	}
	if closeErr := f.tmp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.tmp.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.tmp.Name())
		return fmt.Errorf("writing %s: %w", f.path, err)
	}
	return nil
}

// Discard leaves nothing behind. It does nothing after Commit.
func (f *File) Discard() {
	if f.tmp.Close() == nil {
		os.Remove(f.tmp.Name())
	}
}
