package segment

import (
	"strconv"
	"strings"
)

// Features calls emit with the name of each feature of line i. The bytes are
// only valid during the call. A name is "template=value"; templates that are
// about the form of a page begin with its style.
func (x *Context) Features(i int, emit func(name []byte)) {
	e := emitter{buf: make([]byte, 0, 96), emit: emit, style: x.style.String()}
	e.plain("bias", "")
	x.wording(&e, i)
	x.form(&e, i)
	x.around(&e, i)
	x.headers(&e, i)
	x.topic(&e, i)
	x.region(&e, i)
}

// emitter builds names without allocating.
type emitter struct {
	buf   []byte
	emit  func([]byte)
	style string
}

// plain emits a feature that means the same in all styles.
func (e *emitter) plain(template string, values ...string) {
	e.buf = append(append(e.buf[:0], template...), '=')
	for n, v := range values {
		if n > 0 {
			e.buf = append(e.buf, '|')
		}
		e.buf = append(e.buf, v...)
	}
	e.emit(e.buf)
}

// styled emits a feature for the style of the page.
func (e *emitter) styled(template string, values ...string) {
	e.plain(e.style+"."+template, values...)
}

// wording emits what the words of line i say.
func (x *Context) wording(e *emitter, i int) {
	in := &x.info[i]
	if len(in.tokens) > 0 {
		e.plain("w1", in.tokens[0])
	}
	if len(in.tokens) > 1 {
		e.plain("w2", in.tokens[0], in.tokens[1])
	}
	if len(in.tokens) > 2 {
		e.plain("w3", in.tokens[0], in.tokens[1], in.tokens[2])
	}
	e.plain("last", in.last)
	e.styled("me", bit(in.me), bit(in.you))
	text := x.lines[i].Text
	if strings.Contains(text, "http") || strings.Contains(text, "www.") {
		e.styled("url", bucket(in.words))
	}
	if n := strings.Count(text, "!"); n > 0 {
		e.plain("bang", bucket(n))
	}
	if strings.Contains(text, "?") {
		e.plain("question", "")
	}
	if emoticon(text) {
		e.plain("emoticon", "")
	}
	if in.list > 0 {
		e.plain("list", bucket(in.list))
	}
	if strings.Contains(text, "…") || strings.Contains(text, "...") {
		e.plain("dots", "")
	}
}

// form emits what the shape of line i says.
func (x *Context) form(e *emitter, i int) {
	in := &x.info[i]
	e.styled("len", bucket(in.words))
	e.styled("first", string(in.first))
	e.styled("end", string(in.end))
	e.styled("len,end", bucket(in.words), string(in.end))
	e.styled("me,len", bit(in.me), bucket(in.words))
	e.styled("same", bucket(x.same[in.key]))
	e.styled("mean", bucket(x.words), compare(in.words, x.words))
	if i < 3 {
		e.plain("line", strconv.Itoa(i))
	}
	if x.gaps {
		e.plain("gap", bit(x.lines[i].Gap))
	}
	if i > 0 && x.lines[i].Indent != x.lines[i-1].Indent {
		e.plain("indent", compare(x.lines[i].Indent, x.lines[i-1].Indent))
	}
}

// around emits how line i follows the one before and meets the one after.
func (x *Context) around(e *emitter, i int) {
	in := &x.info[i]
	if i == 0 {
		e.plain("top", bucket(in.words))
	} else {
		p := &x.info[i-1]
		e.styled("p.len", bucket(p.words))
		e.styled("p.end", string(p.end))
		e.styled("p.end,first", string(p.end), string(in.first))
		e.styled("p.len,len", bucket(p.words), bucket(in.words))
		e.plain("p.last", p.last)
		e.styled("p.me,me", bit(p.me), bit(in.me))
		e.styled("p.you,you", bit(p.you), bit(in.you))
		if p.list > 0 || in.list > 0 {
			e.plain("list.step", strconv.Itoa(max(-2, min(2, in.list-p.list))))
		}
		if len(p.tokens) > 0 {
			e.plain("p.w1", p.tokens[0])
		}
		if p.words <= 4 && p.end == 'a' {
			e.plain("p.short", bucket(in.words))
		}
		if emoticon(x.lines[i-1].Text) {
			e.plain("p.emoticon", "")
		}
		if i > 1 {
			e.styled("pp.len", bucket(x.info[i-2].words))
		}
	}
	if i+1 == len(x.lines) {
		e.plain("bottom", "")
		return
	}
	n := &x.info[i+1]
	e.styled("n.len", bucket(n.words))
	e.styled("n.first", string(n.first))
	e.styled("n.end", string(n.end))
	if len(n.tokens) > 0 {
		e.plain("n.w1", n.tokens[0])
	}
}

// window is how many lines on either side stand for the region of a line.
const window = 8

// region emits what the lines before and after line i are like on the whole: an
// article and comments differ in person, length and liveliness.
func (x *Context) region(e *emitter, i int) {
	before, after := x.spread(i-window, i), x.spread(i, i+window)
	e.plain("win.me", share(after.me), share(before.me))
	e.plain("win.you", share(after.you), share(before.you))
	e.plain("win.live", share(after.live), share(before.live))
	e.plain("win.len", bucket(int(after.words)), bucket(int(before.words)))
	e.styled("win.over", level(after.over), level(before.over))
	e.styled("at", strconv.Itoa(10*i/len(x.lines)), bucket(len(x.lines)/10))
	if x.style != Bare {
		e.styled("seen", bit(x.seen[i] > 0), bit(x.seen[len(x.seen)-1] > x.seen[i]))
		e.styled("seen,kind", bit(x.seen[i] > 0), x.kind(i), x.kind(i-1))
	}
}

// traits are means over some lines.
type traits struct{ me, you, live, words, over float64 }

// spread is the traits of the lines [from, to), as far as there are any.
func (x *Context) spread(from, to int) traits {
	from, to = max(from, 0), min(to, len(x.lines))
	if from >= to {
		return traits{-1, -1, -1, -1, -1}
	}
	n := float64(to - from)
	sum := func(of []float64) float64 { return (of[to] - of[from]) / n }
	return traits{sum(x.sums.me), sum(x.sums.you), sum(x.sums.live), sum(x.sums.words), sum(x.sums.over)}
}

// share names a share of lines.
func share(v float64) string {
	switch {
	case v < 0:
		return "-"
	case v == 0:
		return "0"
	case v < 0.2:
		return "<.2"
	case v < 0.4:
		return "<.4"
	case v < 0.7:
		return "<.7"
	}
	return ">=.7"
}

// headers emits signs of lines about comments.
func (x *Context) headers(e *emitter, i int) {
	here := x.kind(i)
	e.styled("kind", here)
	e.styled("reply", bit(x.lines[i].Reply))
	if x.style == Bare {
		e.plain("bare.next", x.kind(i+1))
		return
	}
	e.styled("kinds", x.kind(i-1), here, x.kind(i+1))
	e.styled("kind,next", here, x.kind(i+1))
	e.styled("kind,prev", x.kind(i-1), here)
	e.styled("kind,nn", here, x.kind(i+1), x.kind(i+2))
	e.styled("kind,pp", x.kind(i-2), x.kind(i-1), here)
	e.styled("kind,reply", here, bit(x.lines[i].Reply), x.kind(i+1))
	e.styled("prev,reply", x.kind(i-1), bit(x.lines[i].Reply))
	e.styled("name,same", bit(x.info[i].name), bucket(x.same[x.info[i].key]), x.kind(i+1))
}

// kind is the form of line i as a header: "says", "date", "name,date", "count",
// "name" for a line that may be nothing but a name, "" for others.
func (x *Context) kind(i int) string {
	if i < 0 || i >= len(x.lines) {
		return "none"
	}
	l, in := &x.lines[i], &x.info[i]
	switch m := &l.Meta; {
	case l.IsMeta && m.Says:
		return "says"
	case l.IsMeta && m.HasDate && m.Name != "":
		return "name,date"
	case l.IsMeta && m.HasDate && (m.Date.Hour >= 0 || m.Date.Relative()):
		return "time"
	case l.IsMeta && m.HasDate:
		return "date"
	case l.IsMeta && m.HasCount:
		return "count"
	case l.IsMeta:
		return "by"
	case in.name && in.end == 'a' || in.name && in.end == '1':
		return "name"
	}
	return "text"
}

// topic emits how the words of line i go with those around and with the top of
// the page.
func (x *Context) topic(e *emitter, i int) {
	in := &x.info[i]
	lead := 0.0
	for _, w := range in.content {
		if x.lead[w] {
			lead += x.idf(w)
		}
	}
	if in.idf > 0 {
		lead /= in.idf
	}
	e.styled("lead", level(lead))
	if i == 0 {
		return
	}
	one := x.overlap(i, i-1)
	e.styled("over", level(one), bucket(in.words))
	if i > 1 {
		e.styled("over2", level(x.overlap(i, i-2)))
	}
	if i+1 < len(x.lines) {
		e.styled("n.over", level(x.overlap(i, i+1)))
		e.styled("over.step", compare(int(20*one), int(20*x.overlap(i, i+1))))
	}
	if x.rare(i) {
		e.styled("rare", "")
	}
}

// overlap is the share of content words that two lines have in common, weighted
// by rarity: a cosine over sets.
func (x *Context) overlap(i, j int) float64 {
	a, b := &x.info[i], &x.info[j]
	if a.idf == 0 || b.idf == 0 {
		return 0
	}
	shared := 0.0
	for _, w := range a.content {
		for _, v := range b.content {
			if w == v {
				shared += x.idf(w)
				break
			}
		}
	}
	return shared / max(a.idf, b.idf)
}

// rare reports whether line i shares with the line before a word that stands
// nowhere else.
func (x *Context) rare(i int) bool {
	for _, w := range x.info[i].content {
		if x.df[w] != 2 {
			continue
		}
		for _, v := range x.info[i-1].content {
			if v == w {
				return true
			}
		}
	}
	return false
}

// bucket names the order of magnitude of a count.
func bucket(n int) string {
	switch {
	case n < 4:
		return strconv.Itoa(max(n, 0))
	case n < 7:
		return "4-6"
	case n < 12:
		return "7-11"
	case n < 20:
		return "12-19"
	case n < 35:
		return "20-34"
	case n < 60:
		return "35-59"
	case n < 110:
		return "60-109"
	}
	return "110+"
}

// level names a share.
func level(v float64) string {
	switch {
	case v <= 0:
		return "0"
	case v < 0.05:
		return "<.05"
	case v < 0.1:
		return "<.1"
	case v < 0.2:
		return "<.2"
	case v < 0.4:
		return "<.4"
	}
	return ">=.4"
}

// compare names the relation of a to b.
func compare(a, b int) string {
	switch {
	case 2*a < b:
		return "<<"
	case a < b:
		return "<"
	case a > 2*b:
		return ">>"
	case a > b:
		return ">"
	}
	return "="
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// emoticon reports whether s holds a smiley or a laugh.
func emoticon(s string) bool {
	for _, e := range []string{":)", ":-)", ";)", ";-)", ":D", ":(", ":P", "😀", "😂", "❤", "<3", "lol", "LOL", "haha"} {
		if strings.Contains(s, e) {
			return true
		}
	}
	return false
}
