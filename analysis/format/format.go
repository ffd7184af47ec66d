// Package format is the contract between undertone and the readers of input
// formats. A reader turns bytes into flat [Record] values that carry only what
// the source declares; internal/structure alone infers reply edges. Another
// program can supply a reader of its own through analysis.Options.
package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// HeadSize is the number of leading bytes that a [Probe] carries at most.
const HeadSize = 64 << 10

// Probe is what a format may look at to decide whether an input is its own.
type Probe struct {
	Name string // base name of the file, or "-" for standard input
	Head []byte // the first HeadSize bytes, fewer where the input is shorter
}

// Match says how well a format fits a probe.
type Match struct {
	// Score is 0 for "not mine" and up to 100 for "unmistakable". The highest
	// score wins; between equals the earlier format in the ordered list.
	Score int
	// Reason is a short explanation for people, such as "header row with
	// id, text".
	Reason string
}

// Format reads one input format.
type Format interface {
	// Name is the name used with --format: lower case, no spaces.
	Name() string
	// Describe says in one line what the format is, for `undertone formats`.
	Describe() string
	// Match looks at name and head. It does no I/O and keeps nothing.
	Match(Probe) Match
	// Read yields the records of src in source order. An error that is a
	// *SyntaxError concerns one record only: reading goes on after it. Any
	// other error ends the sequence. Read never panics on bad input and holds
	// no more than one thread in memory. The caller may stop at any record.
	Read(ctx context.Context, src Source) iter.Seq2[Record, error]
}

// Source is an input and what the user said about it.
type Source struct {
	Name   string // for messages and ids; "-" for standard input
	Reader io.Reader
	// Captured is when the page was saved; zero where unknown. Relative dates
	// ("3 hours ago") stay unknown without it.
	Captured time.Time
	// Location is the zone to assume for times that state none; nil for none.
	Location *time.Location
	// Columns maps undertone's column names to those of a table
	// ("text" -> "body"). Only table readers use it.
	Columns map[string]string
	// Keep names further columns of a table whose values go into Record.Kept.
	Keep []string
	// Audit, where not nil, is told what was left out and why, and what part
	// of the source became what.
	Audit func(Note)
	// MaxRecord bounds the bytes of one line or record; 0 means
	// DefaultMaxRecord.
	MaxRecord int
	// MaxPage bounds the bytes of a page that its reader holds as a whole, 0
	// meaning DefaultMaxPage, and MaxElements the elements of a saved page that
	// are read, 0 for the reader's default.
	MaxPage, MaxElements int
}

// DefaultMaxPage is the default bound on a page.
const DefaultMaxPage = 64 << 20

// PageLimit is the bound on a page in bytes.
func (s Source) PageLimit() int {
	if s.MaxPage > 0 {
		return s.MaxPage
	}
	return DefaultMaxPage
}

// DefaultMaxRecord is the default bound on one line or record.
const DefaultMaxRecord = 16 << 20

// RecordLimit is the bound on one line or record in bytes.
func (s Source) RecordLimit() int {
	if s.MaxRecord > 0 {
		return s.MaxRecord
	}
	return DefaultMaxRecord
}

// Report passes a note to Audit where there is one.
func (s Source) Report(n Note) {
	if s.Audit != nil {
		s.Audit(n)
	}
}

// Note is one line of the audit: what a stretch of the source was taken for.
type Note struct {
	// Source is the file that it is about, where that is a part of an archive.
	// Readers need not set it.
	Source string
	Lines  thread.Lines
	Record int    // 1-based record number for sources without lines, else 0
	Role   string // "omitted", "title", "date", "byline", "post", "comment", "stated"...
	Reason string // why, in a few words
	Text   string // the beginning of what it is about
}

// Record is one post or comment as the source gives it.
type Record struct {
	// Thread is the source's own id of the thread; "" in sources without
	// one, where a post begins a thread and comments belong to the post
	// before them.
	Thread string
	Kind   thread.Kind
	ID     string // the source's id; "" to have one assigned
	// ParentKnown says that the source declares who is answered: ReplyTo, or
	// the post where ReplyTo is empty.
	ParentKnown bool
	ReplyTo     string
	// ReplySource says how ReplyTo is known. Empty means declared.
	ReplySource thread.ParentSource
	// ReplyConfidence is the probability that ReplyTo is right where the
	// source gives one (a table that undertone wrote); 0 means certain, less
	// than 0 that the comment stands below the post because nothing is known.
	ReplyConfidence float64
	Author          string
	AuthorSource    thread.AuthorSource
	// Mentions are names that the comment addresses ("@FF", "Sounds fair,
	// Richard"), in the order of the text.
	Mentions []Mention
	Title    string
	URL      string
	Created  thread.Time
	Lines    thread.Lines
	// Doubt in [0, 1) is the probability that no comment begins where this one
	// does, that it is a passage of the one before, say. It is 0 where the source
	// marks its comments, and more where the reader had to guess.
	Doubt  float64
	Text   string
	Quoted string
	Likes  thread.Likes
	// Kept holds the values of the columns in Source.Keep, in that order; nil
	// where the input has none of them.
	Kept    []string
	Deleted bool
	// StatedComments is the number of comments a post claims to have, 0 with
	// StatedKnown false where it says nothing.
	StatedComments int
	StatedKnown    bool
}

// Mention is a name that a comment addresses.
type Mention struct {
	Name string
	Span thread.Span // in the record's Text
}

// ErrUnrecognized is wrapped by errors that say that no format fits an input.
// It is not about malformed input of a known format.
var ErrUnrecognized = errors.New("input not recognised")

// SyntaxError is a bad record in an input of a known format. The record is
// skipped and reading goes on.
type SyntaxError struct {
	Source string // name of the input
	Line   int    // 1-based line, 0 where unknown
	Record int    // 1-based record, 0 where unknown
	Err    error
}

// Error names the source, the place and the fault.
func (e *SyntaxError) Error() string {
	switch {
	case e.Line > 0:
		return fmt.Sprintf("%s:%d: %v", e.Source, e.Line, e.Err)
	case e.Record > 0:
		return fmt.Sprintf("%s: record %d: %v", e.Source, e.Record, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Source, e.Err)
}

// Unwrap gives the fault itself.
func (e *SyntaxError) Unwrap() error { return e.Err }
