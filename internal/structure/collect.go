package structure

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/spill"
)

// group is the records of one thread.
type group struct {
	id       string
	source   string
	key      string
	number   int // of a group without a key, from 1
	post     format.Record
	hasPost  bool
	comments []format.Record
	warnings []string
}

// collector gathers records into groups and says which are complete. Records
// without a thread key, and those of a contiguous source, are in the open group;
// all others are held in a spill.Groups until the source ends, because another
// record of their thread may still come.
type collector struct {
	opt   Options
	stem  string
	used  names // thread ids given out, as far as another can be the same
	open  *group
	count int // unkeyed groups so far

	held  *spill.Groups // nil until a keyed record comes
	codec codec
	buf   []byte
}

func newCollector(opt Options) *collector {
	return &collector{opt: opt, stem: stem(opt.Source), used: names{}}
}

// stem is the base name of a source without its extension.
func stem(source string) string {
	base := filepath.Base(filepath.ToSlash(source))
	if source == "" || source == "-" || base == "." || base == string(filepath.Separator) {
		return "stdin"
	}
	if s := strings.TrimSuffix(base, filepath.Ext(base)); s != "" {
		return s
	}
	return base
}

// add takes one record and returns the group that it shows to be complete, or
// nil. An error is about the temporary file.
func (c *collector) add(rec *format.Record) (*group, error) {
	switch {
	case c.held != nil || rec.Thread != "" && !c.opt.Contiguous:
		return nil, c.hold(rec)
	case c.open != nil && rec.Thread == c.open.key && (rec.Thread != "" || rec.Kind != thread.KindPost):
		c.open.add(*rec)
		return nil, nil
	}
	done := c.close(true)
	if rec.Thread == "" {
		c.count++
	}
	c.open = &group{key: rec.Thread, number: c.count}
	c.open.add(*rec)
	return done, nil
}

// close completes the open group, if there is one. several says that the source
// holds other threads, so that groups without a key are numbered.
func (c *collector) close(several bool) *group {
	g := c.open
	if c.open = nil; g != nil {
		c.name(g, several)
	}
	return g
}

// name gives a group its id: the source's own key, else the source's stem,
// numbered where the source holds several threads.
func (c *collector) name(g *group, several bool) {
	g.id, g.source = g.key, c.opt.Source
	if g.key == "" {
		g.id = c.stem
		if several {
			g.id += "-" + strconv.Itoa(g.number)
		}
	}
	// Keys are held once each: only a made-up id can be the same as one.
	if c.opt.Contiguous || c.count > 0 && strings.HasPrefix(g.id, c.stem) {
		g.id = c.used.claim(g.id)
	}
}

func (g *group) add(rec format.Record) {
	switch {
	case rec.Kind != thread.KindPost:
		g.comments = append(g.comments, rec)
	case !g.hasPost:
		g.post, g.hasPost = rec, true
	default:
		g.warnings = append(g.warnings, "a second post in this thread"+lineNote(rec)+" is read as a top-level comment")
		rec.Kind, rec.ParentKnown, rec.ReplyTo = thread.KindComment, true, ""
		g.comments = append(g.comments, rec)
	}
}

func lineNote(rec format.Record) string {
	if rec.Lines.Known() {
		return " (line " + strconv.Itoa(rec.Lines.Start) + ")"
	}
	return ""
}
