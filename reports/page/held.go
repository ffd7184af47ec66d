package page

import (
	"github.com/undertone-project/undertone/analysis"
)

// maxText bounds the bytes of comments' texts in a page: with what stands
// beside them, browsers open some tens of megabytes in a second or two.
const maxText = 24 << 20

// held says how much of the discussion a page holds.
type held struct {
	Comments, Of int // placeholders of deleted comments included
	Posts        int
	Threads      int
	Multiple     bool // more than one group
	texts        bool
}

// All reports whether nothing was left out.
func (h held) All() bool { return h.Comments == h.Of }

// Texts reports whether any text is known: an export without texts has none.
func (h held) Texts() bool { return h.texts }

// Any reports whether there is anything to list.
func (h held) Any() bool { return h.Comments+h.Posts > 0 }

// hold counts the first comments in the order of the input: up to MaxComments
// of them, and up to maxText bytes. Threads of which no comment would be held
// are left out, unless they have none.
func hold(groups []analysis.Group) held {
	h := held{Multiple: len(groups) > 1}
	bytes, full := 0, false
	for _, g := range groups {
		for i := range g.Results {
			t := g.Results[i].Thread
			h.Of += len(t.Comments)
			if full = full || h.Posts >= MaxComments; full {
				continue
			}
			h.Posts++
			h.Threads++
			h.texts = h.texts || t.Post.Text != ""
			for j := range t.Comments {
				bytes += min(len(t.Comments[j].Text), maxOne) + len(t.Comments[j].Quoted)
				if full = h.Comments >= MaxComments || bytes > maxText; full {
					break
				}
				h.Comments++
				h.texts = h.texts || t.Comments[j].Text != ""
			}
		}
	}
	return h
}
