package segtrain

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Form is what flattening keeps of a page.
type Form struct {
	Article bool
	Alone   bool    // the article only, without its comments
	Names   bool    // a line with the author before each comment
	Says    float64 // share of author lines that end in "says:"
	Dates   bool    // a line with the time, or the time in the author line
	Joined  bool    // name and time in one line
	Reply   float64 // share of comments with a line "Reply" after them
	Count   bool    // "12 comments" before the first comment
	Blank   bool    // blank lines between paragraphs
}

// Forms draws the forms in which a page is shown to the trainer: one without
// names and dates, one with, and for some pages the article alone.
func (t Thread) Forms(rng *rand.Rand) []Form {
	blank := rng.IntN(4) == 0
	bare := Form{Article: true, Blank: blank}
	if rng.IntN(8) == 0 {
		bare.Reply = 1
	}
	meta := Form{Article: true, Names: true, Says: float64(rng.IntN(3)) / 2, Dates: rng.IntN(3) > 0,
		Reply: float64(rng.IntN(4)) / 4, Count: rng.IntN(3) == 0, Blank: blank}
	meta.Joined = meta.Dates && rng.IntN(4) == 0
	if len(t.Article) >= 4 && rng.IntN(3) == 0 {
		return []Form{bare, meta, {Article: true, Alone: true, Blank: blank}}
	}
	return []Form{bare, meta}
}

// Flatten writes a thread as plain text in a form and returns it with its gold.
func Flatten(t Thread, f Form, rng *rand.Rand) (string, Gold) {
	w := &writer{blank: f.Blank}
	var gold Gold
	if f.Article {
		if len(t.Article) == 0 && t.Title != "" {
			w.line(t.Title)
		}
		for _, l := range t.Article {
			w.line(l)
		}
	}
	gold.Post.Lines = [2]int{1, w.last}
	if f.Count {
		w.line(fmt.Sprintf("%d %s", len(t.Comments), [...]string{"comments", "Comments", "Responses"}[rng.IntN(3)]))
		gold.Post.Lines[1] = w.last
	}
	if f.Alone {
		return w.b.String(), gold
	}
	for _, c := range t.Comments {
		f.header(w, c, rng)
		start := w.no + 1
		for _, l := range c.Lines {
			w.line(l)
		}
		g := gold.Comments
		gold.Comments = append(g, struct {
			ID     string
			Lines  [2]int
			Parent *string
			Author string
		}{Lines: [2]int{start, w.last}})
		if rng.Float64() < f.Reply {
			w.line("Reply")
		}
	}
	return w.b.String(), gold
}

// header writes the lines before a comment.
func (f Form) header(w *writer, c Comment, rng *rand.Rand) {
	name, at := c.Author, c.Time
	if !f.Dates {
		at = ""
	}
	if !f.Names || name == "" {
		if f.Dates && at != "" && f.Names {
			w.line(at)
		}
		return
	}
	if f.Joined && at != "" {
		w.line(name + [...]string{" ", " · ", " on ", ", "}[rng.IntN(4)] + at)
		return
	}
	if rng.Float64() < f.Says {
		name += " says:"
	}
	w.line(name)
	if at != "" {
		w.line(at)
	}
}

// writer counts lines.
type writer struct {
	b        strings.Builder
	no, last int
	blank    bool
}

func (w *writer) line(s string) {
	w.b.WriteString(s)
	w.b.WriteByte('\n')
	w.no++
	w.last = w.no
	if w.blank {
		w.b.WriteByte('\n')
		w.no++
	}
}

// Document flattens a thread and prepares it for training.
func (t Thread) Document(f Form, rng *rand.Rand) (Document, bool) {
	text, gold := Flatten(t, f, rng)
	lines, err := page.Read(context.Background(), t.ID, bytes.NewReader([]byte(text)), page.MaxSize)
	if err != nil {
		return Document{}, false
	}
	d := Document{ID: t.ID, Site: t.Site}
	var index []int
	d.Lines, index = segment.Prepare(lines)
	d.Gold = Labels(lines, index, gold)
	return d, len(d.Lines) > 0
}
