package unpack

import (
	"archive/tar"
	"bufio"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// How much is read ahead of a compression, and of a file in an archive, of
// which there may be many.
const (
	buffer       = 64 << 10
	memberBuffer = 4 << 10
)

// compressed goes on with what a compressed stream holds.
func (u *unpacker) compressed(name string, k kind, r *bufio.Reader, layer int) bool {
	var in io.Reader
	switch k {
	case gzipped:
		z, err := newMembers(r)
		if err != nil {
			return u.fail(name, fmt.Errorf("unpacking %s: %w", name, err))
		}
		u.resume = z.resume
		defer func() { u.resume = nil }()
		in = z
	case zstded:
		// One at a time: with more, the decoder would read ahead in goroutines of
		// its own, and the counts of what is read would no longer be exact.
		z, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(u.limits.Window), zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return u.fail(name, fmt.Errorf("unpacking %s: %w", name, err))
		}
		defer z.Close()
		in = &windowReader{u: u, r: z, name: name}
	default:
		in = bzip2.NewReader(r)
	}
	out := bufio.NewReaderSize(&layerReader{u: u, r: in, name: name, layer: layer}, buffer)
	return u.walk(unsuffixed(name), nil, out, layer+1)
}

// windowReader names the limit on zstd windows.
type windowReader struct {
	u    *unpacker
	r    io.Reader
	name string
}

func (w *windowReader) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		w.u.stop(&LimitError{Name: w.name, Limit: "Window", Value: int64(w.u.limits.Window), What: "the bytes of its zstd window are"})
		return n, w.u.broken
	}
	return n, err
}

// tar goes through the files of a tar archive.
func (u *unpacker) tar(name string, r *bufio.Reader, layer int) bool {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err == nil {
			err = u.next(name)
		} else {
			err = fmt.Errorf("unpacking %s: %w", name, err)
		}
		if err != nil {
			return u.fail(name, err)
		}
		if h.Typeflag != tar.TypeReg || clutter(h.Name) {
			continue
		}
		entry := inside(name, h.Name)
		in := bufio.NewReaderSize(&layerReader{u: u, r: t, name: entry, layer: layer}, memberBuffer)
		if !u.walk(entry, nil, in, layer+1) || u.broken != nil {
			return false
		}
	}
}

// zip goes through the files of a zip archive.
func (u *unpacker) zip(name string, file io.Reader, r *bufio.Reader, layer int) bool {
	at, size, done, err := u.seekable(name, file, r)
	if err != nil {
		return u.fail(name, err)
	}
	defer done()
	z, err := zip.NewReader(at, size)
	if err != nil {
		return u.fail(name, fmt.Errorf("unpacking %s: %w", name, err))
	}
	for _, f := range z.File {
		if err := u.next(name); err != nil {
			return u.fail(name, err)
		}
		if !f.Mode().IsRegular() || clutter(f.Name) {
			continue
		}
		if !u.member(inside(name, f.Name), f, layer) || u.broken != nil {
			return false
		}
	}
	return true
}

// member goes on with one file of a zip archive.
func (u *unpacker) member(entry string, f *zip.File, layer int) bool {
	if f.Flags&1 != 0 {
		return u.fail(entry, fmt.Errorf("%s: it is encrypted", entry))
	}
	m, err := f.Open()
	if err != nil {
		return u.fail(entry, fmt.Errorf("unpacking %s: %w", entry, err))
	}
	defer m.Close() // read only
	in := bufio.NewReaderSize(&layerReader{u: u, r: m, name: entry, layer: layer}, memberBuffer)
	return u.walk(entry, nil, in, layer+1)
}

// seekable gives the bytes of a zip archive at any place: those of the file
// itself, or of a temporary copy that done removes.
func (u *unpacker) seekable(name string, file io.Reader, r *bufio.Reader) (at io.ReaderAt, size int64, done func(), err error) {
	if f, ok := file.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			u.in = info.Size()
			return f, info.Size(), func() {}, nil
		}
	}
	tmp, err := os.CreateTemp("", "undertone-*.zip")
	if err != nil {
		return nil, 0, nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	done = func() {
		_ = tmp.Close() // nothing in it is needed any more
		_ = os.Remove(tmp.Name())
	}
	size, err = io.Copy(tmp, io.LimitReader(r, u.limits.Spool+1))
	switch {
	case err != nil:
		err = fmt.Errorf("unpacking %s: %w", name, err)
	case size > u.limits.Spool:
		u.stop(&LimitError{Name: name, Limit: "Spool", Value: u.limits.Spool, What: "the bytes of the archive, which need a temporary file, are"})
		err = u.broken
	}
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return tmp, size, done, nil
}
