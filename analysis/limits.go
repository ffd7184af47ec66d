package analysis

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/internal/unpack"
)

// Limits bound what reading one input may cost, whatever it holds: inputs are
// untrusted. 0 stands for the default.
type Limits struct {
	// Record is how many bytes one line or record may have (16 MiB).
	Record int64
	// Page is how many bytes of one page, as HTML or as text, are held (64 MiB).
	Page int64
	// Elements is how many elements of a saved page are read (1,000,000).
	Elements int64
	// Bytes is how many bytes the files in compressed inputs and archives may
	// have together (1 TiB), Ratio how many bytes one byte may unpack to (2,000),
	// Entries how many files archives may hold (1,000,000), Layers how many
	// compressions and archives may be around a file (3), Spool how many bytes of
	// a zip archive may be kept in a temporary file (4 GiB), and Window the
	// largest zstd window (2 GiB).
	Bytes, Ratio, Entries, Layers, Spool, Window int64
}

// limits are the limits by name: what each bounds, and where it is kept.
var limits = []struct {
	name, what string
	of         func(*Limits) *int64
}{
	{"record", "bytes of one line or record", func(l *Limits) *int64 { return &l.Record }},
	{"page", "bytes of one page", func(l *Limits) *int64 { return &l.Page }},
	{"elements", "elements of a saved page", func(l *Limits) *int64 { return &l.Elements }},
	{"bytes", "bytes unpacked", func(l *Limits) *int64 { return &l.Bytes }},
	{"ratio", "bytes that one byte unpacks to", func(l *Limits) *int64 { return &l.Ratio }},
	{"entries", "files in archives", func(l *Limits) *int64 { return &l.Entries }},
	{"layers", "compressions and archives around a file", func(l *Limits) *int64 { return &l.Layers }},
	{"spool", "bytes of a zip archive in a temporary file", func(l *Limits) *int64 { return &l.Spool }},
	{"window", "bytes of a zstd window", func(l *Limits) *int64 { return &l.Window }},
}

// LimitNames lists the names that Set knows, each with what it bounds.
func LimitNames() (names, bounds []string) {
	for _, l := range limits {
		names, bounds = append(names, l.name), append(bounds, l.what)
	}
	return names, bounds
}

// Set sets the limit of that name. The error says which names there are, or
// that the value is not above 0.
func (l *Limits) Set(name string, value int64) error {
	for _, x := range limits {
		if x.name != name {
			continue
		}
		if value <= 0 {
			return fmt.Errorf("limit %s: %d is not above 0", name, value)
		}
		*x.of(l) = value
		return nil
	}
	names, _ := LimitNames()
	return fmt.Errorf("no limit is called %q; there are: %s", name, strings.Join(names, ", "))
}

// unpacking are the limits of compressed inputs and archives.
func (l *Limits) unpacking() unpack.Limits {
	return unpack.Limits{
		Bytes: l.Bytes, Ratio: l.Ratio, Entries: int(l.Entries), Layers: int(l.Layers), Spool: l.Spool, Window: uint64(max(l.Window, 0)),
	}
}
