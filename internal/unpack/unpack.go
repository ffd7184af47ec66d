// Package unpack reads through compressed files and archives: gzip, zstd (with
// long windows), bzip2, tar, zip, WARC and MHTML, inside one another up to a
// depth. What is in a file is decided by its first bytes, not by its name. Plain input passes
// through.
//
// Inputs are untrusted. [Limits] bound the bytes given out, their ratio to the
// bytes read, the number of entries, the layers, and the disk used; the error
// that a bound gives names it.
package unpack

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
)

// Limits bound what an input may unpack to. Zero values stand for the
// defaults.
type Limits struct {
	// Bytes is how many bytes the entries of one input may have together.
	Bytes int64
	// Ratio is how many bytes one byte of the input may unpack to in any one
	// layer, once more than Slack bytes are out.
	Ratio int64
	// Entries is how many entries archives may have together.
	Entries int
	// Layers is how many compressions and archives may be around a file: a
	// .tar.gz has two.
	Layers int
	// Spool is how many bytes of a zip archive may be written to a temporary
	// file; zip archives cannot be read as a stream. Zip files on disk are
	// read in place.
	Spool int64
	// Window is the largest zstd window in bytes: so much memory is needed.
	Window uint64
}

// The defaults of Limits. Dumps of Reddit unpack to 7 to 15 times their size,
// tables of zeros to a thousand times.
const (
	DefaultBytes   = 1 << 40
	DefaultRatio   = 2000
	DefaultEntries = 1_000_000
	DefaultLayers  = 3
	DefaultSpool   = 4 << 30
	DefaultWindow  = 1 << 31
)

// Slack is how many bytes a layer may give out whatever the ratio.
const Slack = 16 << 20

func (l Limits) orDefault() Limits {
	set(&l.Bytes, DefaultBytes)
	set(&l.Ratio, DefaultRatio)
	set(&l.Entries, DefaultEntries)
	set(&l.Layers, DefaultLayers)
	set(&l.Spool, DefaultSpool)
	set(&l.Window, DefaultWindow)
	return l
}

func set[T int | int64 | uint64](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}

// LimitError says which limit an input exceeds.
type LimitError struct {
	Name  string // of the input or entry
	Limit string // the field of Limits
	Value int64
	What  string // what the value bounds
}

// Error names the input, the limit and its value.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s: %s more than %d (limit %q); if the file can be trusted, raise the limit", e.Name, e.What, e.Value, strings.ToLower(e.Limit))
}

// Entry is one file of an input.
type Entry struct {
	// Name is the input's own for plain input, without the suffix of the
	// compression for a compressed one, and ARCHIVE/PATH for one in an archive.
	// PATH has no ".." elements.
	Name string
	// Reader is good until the next entry is asked for. Its errors name the
	// entry.
	Reader io.Reader
	// Archived says that the entry is a part of an archive.
	Archived bool
	// Page is set for entries of web archives.
	Page *Page
	// Omitted is how many records of a web archive are left out for the reason
	// Why; such an entry has no Reader.
	Omitted int
	Why     string
}

// Open looks at the beginning of r and returns the files that it holds, in
// their order. The sequence can be gone through once. A pair with an error has
// the name of the entry that cannot be read; the entries after it may still
// come. The caller closes r itself, after the sequence.
func Open(name string, r io.Reader, limits Limits) (iter.Seq2[Entry, error], error) {
	u := &unpacker{limits: limits.orDefault()}
	u.out = make([]int64, u.limits.Layers+1)
	source := &counter{r: r, n: &u.in}
	head := bufio.NewReaderSize(source, headSize)
	if _, err := head.Peek(headSize); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return func(yield func(Entry, error) bool) {
		u.yield = yield
		u.walk(name, r, head, 0)
	}, nil
}

// unpacker is the state of going through one input.
type unpacker struct {
	limits  Limits
	yield   func(Entry, error) bool
	in      int64   // bytes read of the input
	out     []int64 // bytes given out, by layer
	leaf    int64   // bytes given out of entries
	entries int
	broken  *LimitError // what ended it
	resume  func() bool // goes on behind a fault of the compression around, nil where it cannot
}

// walk reads one stream; file is the input itself where nothing is around the
// stream. It returns false where the caller wants no more.
func (u *unpacker) walk(name string, file io.Reader, r *bufio.Reader, layer int) bool {
	head, _ := r.Peek(headSize)
	kind := recognise(head)
	if kind != plain && layer >= u.limits.Layers {
		u.stop(&LimitError{Name: name, Limit: "Layers", Value: int64(u.limits.Layers), What: "compressions and archives inside one another are"})
		return u.fail(name, u.broken)
	}
	switch kind {
	case plain:
		return u.give(name, r, u.entries > 0)
	case xz, sevenZip, rar:
		return u.fail(name, fmt.Errorf("%s: %s files are not read; unpack it first", name, kind))
	case tarball:
		return u.tar(name, r, layer)
	case zipped:
		return u.zip(name, file, r, layer)
	case webArchive:
		return u.warc(name, r, layer)
	case mhtml:
		return u.mhtml(name, r, layer)
	}
	return u.compressed(name, kind, r, layer)
}

// give yields a file.
func (u *unpacker) give(name string, r io.Reader, archived bool) bool {
	more := u.yield(Entry{Name: name, Archived: archived, Reader: &leafReader{u: u, r: r, name: name}}, nil)
	if more && u.broken != nil {
		return u.fail(name, u.broken)
	}
	return more
}

// fail yields an error; after an exceeded limit nothing follows.
func (u *unpacker) fail(name string, err error) bool {
	return u.yield(Entry{Name: name}, err) && u.broken == nil
}

func (u *unpacker) stop(err *LimitError) {
	if u.broken == nil {
		u.broken = err
	}
}

// count checks the bytes that a layer gives out.
func (u *unpacker) count(name string, layer int, n int) error {
	u.out[layer] += int64(n)
	if out := u.out[layer]; out > Slack && out/u.limits.Ratio > u.in {
		u.stop(&LimitError{Name: name, Limit: "Ratio", Value: u.limits.Ratio, What: "the bytes that one byte unpacks to are"})
	}
	if u.broken != nil {
		return u.broken
	}
	return nil
}

// next counts an entry of an archive.
func (u *unpacker) next(name string) error {
	if u.entries++; u.entries > u.limits.Entries {
		u.stop(&LimitError{Name: name, Limit: "Entries", Value: int64(u.limits.Entries), What: "the entries are"})
		return u.broken
	}
	return nil
}

// inside is the name of an entry of an archive.
func inside(archive, entry string) string {
	entry = strings.ReplaceAll(strings.ToValidUTF8(entry, "\uFFFD"), "\\", "/")
	return archive + path.Clean("/"+entry)
}

// clutter are entries that operating systems add.
func clutter(entry string) bool {
	base := path.Base(entry)
	return strings.HasPrefix(entry, "__MACOSX/") || strings.HasPrefix(base, "._") || base == ".DS_Store" || base == "Thumbs.db"
}
