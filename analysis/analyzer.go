package analysis

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"runtime"
	"sync"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers"
	"github.com/undertone-project/undertone/internal/pseudonym"
	"github.com/undertone-project/undertone/internal/structure"
	"github.com/undertone-project/undertone/internal/unpack"
)

// Options choose how input is read and scored. The zero value works.
type Options struct {
	// Formats are tried before the built-in formats.
	Formats []format.Format
	// Format names the format of all input; empty to recognise it.
	Format string
	// Sentiment and Stance name built-in engines; empty for the defaults.
	// Scorer, Detector and ReplyDetector, where set, are used instead.
	Sentiment     string
	Stance        string
	Scorer        sentiment.Scorer
	Detector      stance.Detector
	ReplyDetector stance.ReplyDetector
	// Targets are what stances are sought toward. Without any, none are;
	// ProposeTargets finds the most discussed ones.
	Targets []stance.Target
	// Captured is when the input was saved; relative dates need it.
	Captured time.Time
	// Location is the zone to assume for times that state none; nil for none.
	Location *time.Location
	// Columns maps undertone's column names to those of a table.
	Columns map[string]string
	// Keep names further columns of tables, whose values Comment.Kept holds.
	Keep []string
	// MinParentConfidence is the probability below which an inferred reply
	// edge abstains; 0 for the default.
	MinParentConfidence float64
	// MinStance is the probability below which a side toward a target is not
	// given: the stance is then none, and marked as abstained from. 0 for
	// the default, that of stance.DefaultLimits, whose Lead holds either way
	// unless MinStance is below 1/3, which gives every likeliest side.
	MinStance float64
	// Audit, where not nil, is told what each stretch of the input was taken
	// for and what was left out.
	Audit func(format.Note)
	// PseudonymKey, where not empty, replaces the names of those who take part,
	// in every thread that is read: authors, mentions of them, and ids and
	// addresses with a name in them. The same key gives the same pseudonyms.
	// It needs 16 bytes or more.
	PseudonymKey []byte
	// Memory bounds the bytes of threads that are held because more of their
	// comments may still come, as in a dump in the order of time; beyond it
	// they wait in a temporary file. Results do not depend on it. 0 means 64 MiB.
	Memory int64
	// Limits bound what reading one input may cost.
	Limits Limits
	// Jobs bounds the goroutines that score; 0 for one a core. Results do not
	// depend on it.
	Jobs int
}

// Analyzer reads and scores threads. It is safe for concurrent use.
type Analyzer struct {
	opt     Options
	formats []format.Format
	names   *pseudonym.Pseudonyms // nil to keep names

	// The engines are loaded by the first Analyze: reading alone needs none.
	load     sync.Once
	treewise bool // see engine.treewise
	loadErr  error
	scorer   sentiment.Scorer
	detector stance.Detector
	replies  stance.ReplyDetector
}

// New checks the options. The engines that they name are loaded when the first
// thread is scored.
func New(opt Options) (*Analyzer, error) {
	a := &Analyzer{opt: opt, formats: append(opt.Formats[:len(opt.Formats):len(opt.Formats)], parsers.All()...)}
	if a.opt.Jobs <= 0 {
		a.opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if len(opt.PseudonymKey) > 0 {
		var err error
		if a.names, err = pseudonym.New(opt.PseudonymKey); err != nil {
			return nil, err
		}
	}
	if opt.Format != "" {
		if _, err := parsers.Named(a.formats, opt.Format); err != nil {
			return nil, err
		}
	}
	if _, err := findEngine(TaskSentiment, opt.Sentiment); err != nil && opt.Scorer == nil {
		return nil, err
	}
	if _, err := findEngine(TaskStance, opt.Stance); err != nil && (opt.Detector == nil || opt.ReplyDetector == nil) {
		return nil, err
	}
	return a, nil
}

// engines loads the engines once.
func (a *Analyzer) engines() error {
	a.load.Do(func() { a.loadErr = a.loadEngines() })
	return a.loadErr
}

func (a *Analyzer) loadEngines() (err error) {
	a.scorer, a.detector, a.replies = a.opt.Scorer, a.opt.Detector, a.opt.ReplyDetector
	if a.scorer == nil {
		if a.scorer, err = NewScorer(a.opt.Sentiment); err != nil {
			return err
		}
	}
	if a.detector != nil && a.replies != nil {
		return nil
	}
	d, err := NewStanceDetector(a.opt.Stance)
	if err != nil {
		return err
	}
	if a.detector == nil {
		a.detector = d
	}
	if a.replies == nil {
		a.replies = d
		e, err := findEngine(TaskStance, a.opt.Stance)
		a.treewise = err == nil && e.treewise
	}
	return nil
}

// Close ends the engines that the analyzer loaded, such as programs. It is
// needed only where an engine's name begins with "exec:".
func (a *Analyzer) Close() error {
	var errs []error
	if a.opt.Scorer == nil {
		errs = append(errs, closeEngine(a.scorer))
	}
	if a.opt.Detector == nil {
		errs = append(errs, closeEngine(a.detector))
	}
	if a.opt.ReplyDetector == nil && any(a.replies) != any(a.detector) {
		errs = append(errs, closeEngine(a.replies))
	}
	return errors.Join(errs...)
}

// Formats lists the formats in the order in which they are tried.
func (a *Analyzer) Formats() []format.Format { return a.formats }

// SentimentEngine names the sentiment engine in use.
func (a *Analyzer) SentimentEngine() string {
	if a.opt.Scorer != nil {
		return a.opt.Scorer.Name()
	}
	return cmp.Or(a.opt.Sentiment, DefaultSentiment)
}

// Pseudonyms names the key of the pseudonyms in use without giving it away;
// empty where names are kept.
func (a *Analyzer) Pseudonyms() string {
	if a.names == nil {
		return ""
	}
	return a.names.Fingerprint()
}

// StanceEngine names the stance engine in use.
func (a *Analyzer) StanceEngine() string {
	if a.opt.Detector != nil {
		return a.opt.Detector.Name()
	}
	return cmp.Or(a.opt.Stance, DefaultStance)
}

// Threads reads the threads of one input, completing them one at a time. name
// is used for messages, for ids and to recognise the format. Compressed files
// and archives (gzip, zstd, bzip2, tar, zip) are read through. An error that is
// a *format.SyntaxError concerns one record, or one file of an archive, and
// reading goes on; any other error ends the sequence. Input that no format
// fits gives an error that wraps format.ErrUnrecognized.
func (a *Analyzer) Threads(ctx context.Context, name string, r io.Reader) iter.Seq2[thread.Thread, error] {
	return func(yield func(thread.Thread, error) bool) {
		entries, err := unpack.Open(name, r, a.opt.Limits.unpacking())
		if err != nil {
			yield(thread.Thread{}, fmt.Errorf("reading %s: %w", name, err))
			return
		}
		read, unrecognized := 0, error(nil)
		for e, err := range entries {
			var damage *unpack.DamageError
			if errors.As(err, &damage) {
				if !a.bad(&format.SyntaxError{Source: damage.Name, Record: damage.Record, Err: damage.Err}, yield) {
					return
				}
				continue
			}
			if err != nil {
				yield(thread.Thread{}, fmt.Errorf("reading %s: %w", e.Name, err))
				return
			}
			if e.Reader == nil {
				a.note(e.Name, format.Note{Role: "omitted", Reason: e.Why, Text: fmt.Sprintf("%d records", e.Omitted)})
				continue
			}
			more, err := a.entry(ctx, e, yield)
			if e.Archived && errors.Is(err, format.ErrUnrecognized) {
				unrecognized = err
				more, err = a.unread(e, err, yield), nil
			} else if err == nil {
				read++
			}
			if err != nil {
				yield(thread.Thread{}, err)
				return
			}
			if !more {
				return
			}
		}
		if read == 0 {
			yield(thread.Thread{}, fmt.Errorf("%s: %w: it holds no file that can be read", name, cmp.Or(unrecognized, format.ErrUnrecognized)))
		}
	}
}

// entry reads one file: all of an input, or a part of an archive. The error is
// what ended it; more is false where the consumer wants no more.
func (a *Analyzer) entry(ctx context.Context, e unpack.Entry, yield func(thread.Thread, error) bool) (more bool, err error) {
	f, r, err := a.choose(e.Name, e.Reader)
	if err != nil {
		return true, err
	}
	if e.Page != nil && e.Page.Data && f.Name() == "text" {
		// Data in no known format, which the reader of any text would take.
		return true, fmt.Errorf("%s: %w", e.Name, format.ErrUnrecognized)
	}
	src := format.Source{Name: e.Name, Reader: r, Captured: a.opt.Captured, Location: a.opt.Location, Columns: a.opt.Columns, Keep: a.opt.Keep,
		MaxRecord: int(a.opt.Limits.Record), MaxPage: int(a.opt.Limits.Page), MaxElements: int(a.opt.Limits.Elements)}
	if a.opt.Audit != nil {
		src.Audit = func(n format.Note) { a.note(e.Name, n) }
	}
	if e.Page != nil && src.Captured.IsZero() {
		src.Captured = e.Page.Captured
	}
	opt := structure.Options{Source: e.Name, MinConfidence: a.opt.MinParentConfidence, Memory: a.opt.Memory}
	for t, err := range structure.Threads(f.Read(ctx, src), opt) {
		var bad *format.SyntaxError
		switch {
		case errors.As(err, &bad):
			more = a.bad(bad, yield)
		case err != nil:
			return true, err
		default:
			if a.names != nil {
				a.names.Thread(&t)
			}
			more = a.give(f, e, t, yield)
		}
		if !more {
			return false, nil
		}
	}
	return true, nil
}

// choose finds the format of an input without consuming it.
func (a *Analyzer) choose(name string, r io.Reader) (format.Format, io.Reader, error) {
	buffered := bufio.NewReaderSize(r, format.HeadSize)
	head, err := buffered.Peek(format.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if a.opt.Format != "" {
		f, err := parsers.Named(a.formats, a.opt.Format)
		return f, buffered, err
	}
	f, _, err := parsers.Choose(a.formats, format.Probe{Name: path.Base(name), Head: head})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, buffered, nil
}

// Read reads all threads of one input. Records that cannot be read are skipped
// and returned as warnings.
func (a *Analyzer) Read(ctx context.Context, name string, r io.Reader) ([]thread.Thread, []*format.SyntaxError, error) {
	var threads []thread.Thread
	var skipped []*format.SyntaxError
	for t, err := range a.Threads(ctx, name, r) {
		var bad *format.SyntaxError
		switch {
		case errors.As(err, &bad):
			skipped = append(skipped, bad)
		case err != nil:
			return threads, skipped, err
		default:
			threads = append(threads, t)
		}
	}
	return threads, skipped, nil
}
