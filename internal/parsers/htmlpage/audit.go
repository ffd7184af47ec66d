package htmlpage

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
)

// audit tells which reader was used, what was left out, and where the page
// claims more than was found.
func (e *emitter) audit(records []format.Record, empty int) {
	found := len(records) - 1
	e.src.Report(format.Note{Role: "post", Reason: "the page's article", Text: e.info.Title})
	e.src.Report(format.Note{Role: "reader", Reason: e.reader, Text: fmt.Sprintf("%d comments", found)})
	for _, n := range e.excluded {
		e.src.Report(format.Note{Role: "omitted", Reason: "trackback or pingback, no comment", Text: dom.Short(n, 400)})
	}
	if empty > 0 {
		e.src.Report(format.Note{Role: "omitted", Reason: "no text and no author", Text: fmt.Sprintf("%d elements", empty)})
	}
	if e.info.StatedKnown {
		reason := fmt.Sprintf("the page says %d, %d found", e.info.Stated, found)
		if n := len(e.excluded); n > 0 {
			reason += fmt.Sprintf(" and %d trackbacks left out", n)
		}
		e.src.Report(format.Note{Role: "stated", Reason: reason, Text: e.info.StatedBy})
		if e.info.Stated > found+len(e.excluded) {
			e.src.Report(format.Note{Role: "warning", Reason: fmt.Sprintf("the page says %d comments, %d found: the rest is not in this page", e.info.Stated, found), Text: e.info.StatedBy})
		}
	}
	if f := e.folded; f.Places > 0 && found > 0 {
		reason := fmt.Sprintf("replies or comments are folded away in %d places", f.Places)
		if f.Comments > 0 {
			reason += fmt.Sprintf(", which speak of %d", f.Comments)
		}
		e.src.Report(format.Note{Role: "warning", Reason: reason + ": what was not loaded is not in this page", Text: f.Text})
	}
	if e.info.Pages > 1 && found > 0 && e.info.Next == "" && e.info.Prev == "" {
		e.src.Report(format.Note{Role: "warning", Reason: fmt.Sprintf("this is page %d of %d of the discussion: the others are not in this page", e.info.Page, e.info.Pages)})
	}
	if e.info.Next != "" {
		e.src.Report(format.Note{Role: "warning", Reason: "a further page of comments exists", Text: e.resolve(e.info.Next)})
	}
	if e.info.Prev != "" {
		e.src.Report(format.Note{Role: "warning", Reason: "an earlier or older page of comments exists", Text: e.resolve(e.info.Prev)})
	}
}
