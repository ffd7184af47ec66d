package analysis

import (
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/unpack"
)

// give passes on a thread. A web archive holds many pages that are no
// discussion, such as frames without text: they are left out.
func (a *Analyzer) give(f format.Format, e unpack.Entry, t thread.Thread, yield func(thread.Thread, error) bool) bool {
	if e.Page != nil {
		if e.Archived && len(t.Comments) == 0 && t.Post.Text == "" {
			a.note(e.Name, format.Note{Role: "omitted", Reason: "a page without text", Text: t.Post.Title})
			return true
		}
		if t.Post.URL == "" && f.Name() == "html" {
			t.Post.URL = e.Page.URL
		}
	}
	return yield(t, nil)
}

// unread passes over a file of an archive that no format fits. In a web archive
// that is the rule: most of what a page loads is data for its scripts.
func (a *Analyzer) unread(e unpack.Entry, err error, yield func(thread.Thread, error) bool) bool {
	if e.Page != nil {
		a.note(e.Name, format.Note{Role: "omitted", Reason: "no format fits"})
		return true
	}
	return a.bad(&format.SyntaxError{Source: e.Name, Err: err}, yield)
}

// bad passes on that a record is skipped, and tells the audit.
func (a *Analyzer) bad(err *format.SyntaxError, yield func(thread.Thread, error) bool) bool {
	a.note(err.Source, format.Note{
		Lines: thread.Lines{Start: err.Line, End: err.Line}, Record: err.Record, Role: "skipped", Reason: err.Err.Error(),
	})
	return yield(thread.Thread{}, err)
}

func (a *Analyzer) note(source string, n format.Note) {
	if a.opt.Audit == nil {
		return
	}
	if n.Source == "" {
		n.Source = source
	}
	a.opt.Audit(n)
}
