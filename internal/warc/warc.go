// Package warc reads WARC web archives (ISO 28500; versions 0.17 to 1.1) record
// by record from a stream, with bounded memory, and goes on behind records that
// are damaged.
//
// It stands in place of a library because none fits untrusted input: nlnwa's
// gowarc, the best kept, is stopped by a panic at a version line without a
// version, reads header lines of any length into memory, and brings some 40
// modules for what is needed of it; internetarchive's gowarc is a crawler's
// HTTP client; slyrz's warc is ten years old and reads a block into memory
// whole. What a reader needs of the format is small.
package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// The limits on the head of a record or of an HTTP response.
const (
	maxLine   = 64 << 10
	maxFields = 1000
)

// Record is one record of an archive.
type Record struct {
	Number int    // 1-based
	Type   string // response, resource, revisit, request, metadata, warcinfo, conversion...
	URI    string // of what was captured, without angle brackets
	// Date is when it was captured; zero where that cannot be read.
	Date        time.Time
	ContentType string // of Block
	// Truncated says why the crawler cut the block off, "" where it did not.
	Truncated string
	// Block is good until the next record is asked for. It ends early, with
	// io.ErrUnexpectedEOF, where the archive does.
	Block io.Reader
}

// DamageError says that a record cannot be read. Next goes on behind it.
type DamageError struct {
	Number int
	Err    error
}

// Error names the record and the fault.
func (e *DamageError) Error() string { return fmt.Sprintf("record %d is damaged: %v", e.Number, e.Err) }

// Unwrap gives the fault.
func (e *DamageError) Unwrap() error { return e.Err }

// Reader reads the records of an archive.
type Reader struct {
	r      *bufio.Reader
	number int
	block  *block // of the record before
	faults int    // of r, one after the other
}

// maxFaults is how many faults of the underlying reader in a row are taken for
// damaged records; a reader that always fails would never end.
const maxFaults = 8

// NewReader reads an archive that is not compressed. Errors of r other than
// io.EOF are taken for damage where reading can go on behind them.
func NewReader(r io.Reader) *Reader { return &Reader{r: bufio.NewReaderSize(r, maxLine)} }

// Next returns the next record, io.EOF behind the last, and a *DamageError for
// one that cannot be read. Other errors are final.
func (r *Reader) Next() (*Record, error) {
	if r.block != nil {
		err := r.block.skip()
		r.block = nil
		if err != nil {
			return nil, r.damage(err)
		}
	}
	junk, err := r.seek()
	if err != nil && !errors.Is(err, io.EOF) {
		r.number++
		return nil, r.damage(err)
	}
	if junk {
		// What stands between two records is not known to be one, but the
		// record before it may have been longer than it said.
		return nil, &DamageError{r.number, errors.New("it is followed by what is no record")}
	}
	if err != nil {
		return nil, err
	}
	r.number++
	rec, length, err := r.head()
	if err != nil {
		return nil, r.damage(err)
	}
	r.faults = 0
	r.block = &block{r: r.r, left: length}
	rec.Block = r.block
	return rec, nil
}

// damage makes a fault one of the record at hand, while there are not too
// many.
func (r *Reader) damage(err error) error {
	if r.faults++; r.faults > maxFaults {
		return err
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return &DamageError{r.number, err}
}

// seek goes to the next line that begins a record; junk says that lines that
// are not empty were passed over. Called again it does not repeat itself.
func (r *Reader) seek() (junk bool, err error) {
	for whole := true; ; {
		if head, err := r.r.Peek(5); whole && string(head) == "WARC/" {
			return junk, nil
		} else if len(head) == 0 {
			return junk, err
		}
		line, err := r.r.ReadSlice('\n')
		whole = !errors.Is(err, bufio.ErrBufferFull)
		junk = junk || strings.TrimSpace(string(line)) != ""
		if err != nil && whole {
			return junk, err
		}
	}
}

// head reads the head of a record, of which seek found the beginning.
func (r *Reader) head() (*Record, int64, error) {
	version, err := readLine(r.r)
	if err != nil {
		return nil, 0, err
	}
	if len(version) < len("WARC/0.1") {
		return nil, 0, fmt.Errorf("%.20q is no version", version)
	}
	fields, err := readFields(r.r)
	if err != nil {
		return nil, 0, err
	}
	length, err := strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || length < 0 {
		return nil, 0, fmt.Errorf("%.40q is no Content-Length", fields["content-length"])
	}
	rec := &Record{
		Number: r.number, Type: strings.ToLower(fields["warc-type"]), URI: strings.Trim(fields["warc-target-uri"], "<>"),
		ContentType: fields["content-type"], Truncated: fields["warc-truncated"],
	}
	if at, err := time.Parse(time.RFC3339Nano, fields["warc-date"]); err == nil {
		rec.Date = at
	}
	return rec, length, nil
}

// readLine reads a line without its break.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return "", fmt.Errorf("a line of its head is longer than %d bytes", maxLine)
	}
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// readFields reads "Name: value" lines up to an empty one: the first of each
// name, in lower case.
func readFields(r *bufio.Reader) (map[string]string, error) {
	fields := map[string]string{}
	last, size := "", 0
	for range maxFields {
		line, err := readLine(r)
		if err != nil {
			return nil, err
		}
		if line == "" {
			return fields, nil
		}
		if size += len(line); size > 4*maxLine {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if last != "" {
				fields[last] += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		name, last = strings.ToLower(strings.TrimSpace(name)), ""
		if _, twice := fields[name]; !twice {
			fields[name], last = strings.TrimSpace(value), name
		}
	}
	return nil, fmt.Errorf("its head has more than %d fields or %d bytes", maxFields, 4*maxLine)
}

// block is the content of a record.
type block struct {
	r    *bufio.Reader
	left int64
	err  error
}

// Read gives out the block.
func (b *block) Read(p []byte) (int, error) {
	switch {
	case b.err != nil:
		return 0, b.err
	case b.left == 0:
		return 0, io.EOF
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if errors.Is(err, io.EOF) && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && b.left > 0 {
		b.err = err
	}
	return n, b.err
}

// skip reads the rest; the error is what damaged the block.
func (b *block) skip() error {
	_, err := io.Copy(io.Discard, b)
	return err
}
