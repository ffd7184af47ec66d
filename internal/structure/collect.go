package structure

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// group is the records of one thread.
type group struct {
	id       string
	source   string
	key      string
	post     format.Record
	hasPost  bool
	comments []format.Record
	warnings []string
}

// collector gathers records into groups and says which are complete.
type collector struct {
	opt   Options
	stem  string
	keyed map[string]*group
	used  names    // thread ids given out
	held  []*group // not yet given out, in order of first appearance
	open  *group   // the unkeyed group that unkeyed comments belong to
	count int      // unkeyed groups so far
}

func newCollector(opt Options) *collector {
	return &collector{opt: opt, stem: stem(opt.Source), keyed: map[string]*group{}, used: names{}}
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

// add takes one record and returns the groups that it shows to be complete.
func (c *collector) add(rec format.Record) []*group {
	if rec.Thread == "" {
		return c.addUnkeyed(rec)
	}
	g := c.keyed[rec.Thread]
	var done []*group
	if g == nil {
		if c.opt.Contiguous {
			done = c.finish()
		}
		g = &group{key: rec.Thread, source: c.opt.Source}
		c.keyed[rec.Thread] = g
		c.held = append(c.held, g)
	}
	g.add(rec)
	return done
}

func (c *collector) addUnkeyed(rec format.Record) []*group {
	var done []*group
	if c.open == nil || rec.Kind == thread.KindPost {
		if c.open != nil {
			// A second group: both are numbered.
			if len(c.keyed) == 0 {
				done = c.release(true)
			}
		}
		c.count++
		c.open = &group{source: c.opt.Source}
		c.held = append(c.held, c.open)
	}
	c.open.add(rec)
	return done
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

// finish returns every group still held.
func (c *collector) finish() []*group {
	return c.release(c.count > 1)
}

// release hands out the held groups with their ids: the source's own key, else
// the source's stem, numbered where the source holds several threads.
func (c *collector) release(several bool) []*group {
	done := c.held
	n := c.count
	for _, g := range done {
		if g.key == "" {
			n--
		}
	}
	for _, g := range done {
		id := g.key
		if id == "" {
			n++
			id = c.stem
			if several || len(c.keyed) > 0 {
				id += "-" + strconv.Itoa(n)
			}
		}
		g.id = c.used.claim(id)
		if g.key != "" && c.opt.Contiguous {
			delete(c.keyed, g.key)
		}
	}
	c.held = nil
	if len(done) > 0 && c.open == done[len(done)-1] {
		c.open = nil
	}
	return done
}
