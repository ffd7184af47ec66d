package segtrain

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
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
	Titles  bool    // each comment opens with a title of its own: its first sentence
	Signed  bool    // each comment opens with a line that is its author's name
	Parting bool    // some authors close with their names
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

// Section draws the form in which the comments of a page are shown by
// themselves: with names, dated or not.
func (t Thread) Section(rng *rand.Rand) Form {
	f := Form{Names: true, Says: float64(rng.IntN(3)) / 2, Dates: rng.IntN(3) > 0,
		Reply: float64(rng.IntN(4)) / 4, Count: rng.IntN(6) == 0, Blank: rng.IntN(4) == 0}
	f.Joined = f.Dates && rng.IntN(4) == 0
	return f
}

// Rarer draws the rarer forms of a page without names and dates: with titles of
// comments, with lines of names above or below them.
func (t Thread) Rarer(rng *rand.Rand) []Form {
	return []Form{
		{Article: true, Titles: true, Parting: rng.IntN(3) == 0},
		{Article: true, Signed: true, Parting: rng.IntN(3) == 0},
		{Article: true, Parting: true},
	}
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
		for _, l := range f.body(c) {
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

// body is the lines of a comment.
func (f Form) body(c Comment) []string {
	lines := slices.Clone(c.Lines)
	if f.Titles {
		if title, rest := firstSentence(lines[0]); rest != "" {
			lines = append([]string{title, rest}, lines[1:]...)
		} else {
			lines[0] = title
		}
	}
	if f.Signed && c.Author != "" {
		lines = append([]string{c.Author}, lines...)
	}
	if first, _, _ := strings.Cut(c.Author, " "); f.Parting && first != "" && page.NameLike(first) {
		h := fnv.New32() // an author has one way of closing, or none
		h.Write([]byte(c.Author))
		switch v := int(h.Sum32()>>8) % (3 * len(partings)); {
		case v < len(partings):
			lines = append(lines, partings[v], first)
		case v < 2*len(partings):
			lines = append(lines, first)
		}
	}
	return lines
}

// partings are what may stand before the name that closes a comment.
var partings = [...]string{"Thanks,", "Cheers,", "Regards,", "Best,", "Thanks", "Love", "All the best,", "Thank you,", "Peace,", "Sincerely,"}

// longestTitle is how many words a title has at most.
const longestTitle = 16

// firstSentence divides a line after its first sentence, which loses its full
// stop as titles do. A line whose first sentence is too long for a title stays
// whole.
func firstSentence(s string) (title, rest string) {
	for i := 0; i+1 < len(s); i++ {
		if strings.IndexByte(".!?", s[i]) < 0 || s[i+1] != ' ' {
			continue
		}
		if page.Words(s[:i]) > longestTitle {
			return s, ""
		}
		return untitled(s[:i+1]), strings.TrimSpace(s[i+1:])
	}
	if page.Words(s) > longestTitle {
		return s, ""
	}
	return untitled(s), ""
}

// untitled takes the full stop off a sentence.
func untitled(s string) string {
	if strings.HasSuffix(s, "..") {
		return s
	}
	return strings.TrimSuffix(s, ".")
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
	lines, err := page.Read(context.Background(), t.ID, bytes.NewReader([]byte(text)), len(text)+1, len(text)+1)
	if err != nil {
		return Document{}, false
	}
	d := Document{ID: t.ID, Site: t.Site}
	var index []int
	d.Lines, index = segment.Prepare(lines)
	d.Gold = Labels(lines, index, gold, false)
	return d, len(d.Lines) > 0
}
