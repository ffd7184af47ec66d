package page

import (
	"bufio"
	"encoding/json"
	"strconv"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// A row of the data is an array, shorter than an object; assets/model.js names
// the places in the same order.
//
//	id, thread, parent row (-1: none here), parent source, parent confidence,
//	author, author source, time, precision, zone, url, language, text, quoted,
//	tone, tone marks, reply, reply marks, stances, alternatives, flags, likes,
//	lines, title
//
// Probabilities are in thousandths, weights of marks in hundredths. tone is 0
// or [label, score, negative, positive], reply 0 or [label, agree, disagree,
// query], a stance [target, label, favor, against, named + 2 if abstained from,
// marks], marks [start, length, weight...] and alternatives [row,
// probability...].

// Flags of a row.
const (
	flagPost = 1 << iota
	flagDeleted
	flagAbstained // the parent is not known
	flagShortened // the text goes on in comments.csv
	flagElsewhere // the parent is not in this page
)

// The lists behind small numbers in rows; the script gets them too.
var (
	sources    = []string{"", "declared", "markup", "indent", "quote", "mention", "inferred", "none"}
	precisions = []string{"", "year", "month", "day", "hour", "minute", "second"}
	tones      = []string{"", "negative", "neutral", "positive"}
	answers    = []string{"", "agree", "disagree", "query", "neutral"}
	stances    = []string{"", "favor", "against", "none"}
	signs      = []string{"", "stated", "signature", "addressed"}
	zones      = []string{"", "stated", "assumed", "unknown"}
)

// writer writes the data of a page.
type writer struct {
	out     *bufio.Writer
	buf     []byte
	authors dictionary
	targets dictionary
	langs   dictionary
	row     int // of the thread's post
	rows    int // written
}

// dictionary numbers strings in order of first appearance.
type dictionary struct {
	at   map[string]int
	list []string
}

func (d *dictionary) index(s string) int {
	if d.at == nil {
		d.at = map[string]int{}
	}
	i, ok := d.at[s]
	if !ok {
		i = len(d.list)
		d.at[s], d.list = i, append(d.list, s)
	}
	return i
}

// writeData writes the held comments as JSON that can stand in a script
// element: what could end it, or read as markup, is escaped.
func writeData(out *bufio.Writer, groups []analysis.Group, h held) error {
	w := &writer{out: out, targets: dictionary{list: []string{}}, langs: dictionary{list: []string{}}}
	w.authors.index("") // 0 is unknown
	out.WriteString(`{"rows":[`)
	left, posts := h.Comments, h.Posts
	type about struct {
		ID, Title, Source, Group string
		Rows, Comments           int
	}
	threads := []about{}
	for _, g := range groups {
		for i := range g.Results {
			if posts == 0 {
				break
			}
			r := &g.Results[i]
			n := min(left, len(r.Thread.Comments))
			threads = append(threads, about{r.Thread.ID, r.Thread.Post.Title, r.Thread.Source, g.Name, n + 1, len(r.Thread.Comments)})
			w.thread(r, len(threads)-1, n)
			left, posts = left-n, posts-1
		}
	}
	out.WriteByte(']')
	for _, part := range []struct {
		key   string
		value any
	}{
		{"threads", threads}, {"authors", w.authors.list}, {"targets", w.targets.list}, {"langs", w.langs.list}, {"sources", sources}, {"precisions", precisions},
		{"tones", tones}, {"answers", answers}, {"stances", stances}, {"signs", signs}, {"zones", zones}, {"grouped", h.Multiple},
	} {
		b, err := json.Marshal(part.value) // escapes <, >, & and the line separators
		if err != nil {
			return err
		}
		out.WriteString(",\n\"" + part.key + "\":")
		out.Write(b)
	}
	_, err := out.WriteString("}")
	return err
}

// thread writes the post and the first n comments.
func (w *writer) thread(r *analysis.Result, index, n int) {
	t := r.Thread
	at := make(map[string]int, n+1)
	at[t.Post.ID] = w.row
	for i := range n {
		at[t.Comments[i].ID] = w.row + 1 + i
	}
	w.post(r, index)
	for i := range n {
		w.comment(r, index, i, at)
	}
	w.row += n + 1
}

func (w *writer) post(r *analysis.Result, index int) {
	p := &r.Thread.Post
	w.begin(p.ID, index)
	w.ints(-1, 0, 0, w.authors.index(p.Author), 0)
	w.time(p.Created)
	w.text(p.URL)
	w.int(w.langs.index(r.PostLanguage))
	text, flags := cut(p.Text)
	w.text(text)
	w.text("")
	// Without a text the title was scored; the marks then fit nothing here.
	w.tone(text, r.PostSentiment)
	w.ints(0, 0)
	w.stances(text, r.PostStances)
	w.int(0)
	w.end(flags|flagPost, p.Likes, p.Lines, p.Title)
}

func (w *writer) comment(r *analysis.Result, index, i int, at map[string]int) {
	c := &r.Thread.Comments[i]
	w.begin(c.ID, index)
	parent, here := at[c.Reply.Parent]
	text, flags := cut(c.Text)
	if !here {
		parent = -1
		flags |= flagElsewhere
	}
	if c.Deleted {
		flags |= flagDeleted
	}
	if c.Reply.Abstained() {
		flags |= flagAbstained
	}
	w.ints(parent, place(sources, string(c.Reply.Source)), thousandths(c.Reply.Confidence), w.authors.index(c.Author), place(signs, string(c.AuthorSource)))
	w.time(c.Created)
	w.text(c.URL)
	w.int(w.langs.index(r.Languages[i]))
	w.text(text)
	quoted, _ := cut(c.Quoted)
	w.text(quoted)
	w.tone(text, r.Sentiment[i])
	w.reply(text, r.Replies[i])
	w.stances(text, r.Stances[i])
	w.alternatives(&c.Reply, at)
	w.end(flags, c.Likes, c.Lines, c.Title)
}

func (w *writer) tone(text string, s sentiment.Score) {
	if !s.Scored {
		w.ints(0, 0)
		return
	}
	w.list(place(tones, string(s.Label())), thousandths(s.Polarity()), thousandths(s.Negative), thousandths(s.Positive))
	w.marks(text, s.Evidence)
}

func (w *writer) reply(text string, s stance.ReplyStance) {
	if !s.Scored {
		w.ints(0, 0)
		return
	}
	w.list(place(answers, string(s.Label())), thousandths(s.Agree), thousandths(s.Disagree), thousandths(s.Query))
	w.marks(text, s.Evidence)
}

func (w *writer) stances(text string, list []stance.Stance) {
	if len(list) == 0 {
		w.int(0)
		return
	}
	w.buf = append(w.buf, '[')
	for i, s := range list {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.buf = append(w.buf, '[')
		w.ints(w.targets.index(s.Target), place(stances, string(s.Label())), thousandths(s.Favor), thousandths(s.Against), bit(s.Mentioned)+2*bit(s.Abstained))
		w.marks(text, s.Evidence)
		w.close()
	}
	w.buf = append(w.buf, ']', ',')
}

// alternatives are the parents that were not taken, most probable first.
func (w *writer) alternatives(e *thread.ReplyEdge, at map[string]int) {
	const most, least = 3, 0.05
	var list []int
	if !e.Source.Certain() {
		for _, c := range e.Candidates {
			row, here := at[c.Parent]
			if here && c.Parent != e.Parent && c.Probability >= least && len(list) < 2*most {
				list = append(list, row, thousandths(c.Probability))
			}
		}
	}
	if len(list) == 0 {
		w.int(0)
		return
	}
	w.list(list...)
}

func (w *writer) marks(text string, list []thread.Evidence) {
	found := marks(text, list)
	if len(found) == 0 {
		w.int(0)
		return
	}
	w.buf = append(w.buf, '[')
	for _, m := range found {
		w.ints(m.start, m.length, m.weight)
	}
	w.close()
	w.buf = append(w.buf, ',')
}

func (w *writer) time(t thread.Time) {
	w.text(t.String())
	w.ints(place(precisions, string(t.Precision)), place(zones, string(t.Zone)))
}

func (w *writer) begin(id string, index int) {
	w.buf = append(w.buf[:0], '[')
	w.text(id)
	w.int(index)
}

// end writes what most rows lack and the row.
func (w *writer) end(flags int, likes thread.Likes, lines thread.Lines, title string) {
	w.int(flags)
	if likes.Known {
		w.int(likes.N)
	} else {
		w.buf = append(w.buf, "null,"...)
	}
	span := ""
	if lines.Known() {
		span = strconv.Itoa(lines.Start) + "–" + strconv.Itoa(lines.End)
		if lines.Start == lines.End {
			span = strconv.Itoa(lines.Start)
		}
	}
	w.text(span)
	w.text(title)
	w.close()
	if w.rows > 0 {
		w.out.WriteString(",\n")
	}
	w.rows++
	w.out.Write(w.buf)
}
