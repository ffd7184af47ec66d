package segment

import (
	"strconv"
	"strings"
)

// Features calls emit with the name of each feature of line i. The bytes are
// only valid during the call. A name is "template=value"; templates that are
// about the form of a page begin with its style.
func (x *Context) Features(i int, emit func(name []byte)) {
	e := emitter{buf: make([]byte, 0, 96), emit: emit, style: x.style.String(), family: "meta"}
	if x.style == Bare {
		e.family = e.style
	}
	e.plain("bias", "")
	x.wording(&e, i)
	x.form(&e, i)
	x.around(&e, i)
	x.headers(&e, i)
	x.topic(&e, i)
	x.region(&e, i)
	x.voice(&e, i)
}

// voice emits signs of who speaks: how the line opens, whom it speaks to, ways
// of writing shared with the line before, and words repeated from others.
func (x *Context) voice(e *emitter, i int) {
	in := &x.info[i]
	e.plain("open", in.opener())
	for _, t := range x.tail {
		e.plain("tail", t)
	}
	e.styled("open,len", in.opener(), bucket(in.words))
	e.plain("voc", bit(in.voc))
	e.plain("at", bucket(in.youAt), bucket(in.thatAt))
	e.styled("stops", bucket(in.stops))
	if in.repeats > 0.3 {
		e.plain("repeats", share(in.repeats), bit(i > 0 && in.from < i-1))
	}
	if i == 0 {
		return
	}
	p := &x.info[i-1]
	e.styled("open,p", in.opener(), letter(p.end))
	e.plain("p.open,open", p.opener(), in.opener())
	e.styled("p.stops,stops", bucket(p.stops), bucket(in.stops))
	if len(in.tokens) > 0 && len(p.tokens) > 0 && in.tokens[0] == p.tokens[0] {
		e.plain("parallel", bit(len(in.tokens) > 1 && len(p.tokens) > 1 && in.tokens[1] == p.tokens[1]), in.opener())
	}
	if i+1 < len(x.lines) && len(in.tokens) > 0 && firstOf(x.info[i+1].tokens) == in.tokens[0] {
		e.plain("n.parallel", in.opener())
	}
	if in.closing || p.closing {
		e.plain("closing", bit(p.closing), bit(in.closing), bucket(in.words), letter(in.end))
	}
	if i > 1 && x.info[i-2].closing {
		e.plain("pp.closing", bucket(p.words), bucket(in.words))
	}
	if p.repeats > 0.6 {
		e.plain("p.repeats", bit(in.repeats > 0.6))
	}
	if p.voc {
		e.plain("p.voc", bucket(p.words))
	}
	for b := range numHabits {
		if now, then := in.habits>>b&1, p.habits>>b&1; now|then != 0 {
			e.plain("habit", habitNames[b], bit(then != 0), bit(now != 0))
		}
	}
	if i+1 < len(x.lines) && x.info[i+1].voc {
		e.plain("n.voc", bucket(in.words))
	}
}

// BareBias is the feature that every line of a page without headers has.
const BareBias = "bare.bias="

// emitter builds names without allocating.
type emitter struct {
	buf    []byte
	emit   func([]byte)
	style  string
	family string
}

// plain emits a feature that means the same wherever headers are kept, named
// or dated, and something of its own where they are not: a page without headers
// is a task of its own.
func (e *emitter) plain(template string, values ...string) {
	e.buf = append(append(append(e.buf[:0], e.family...), '.'), template...)
	e.send(values)
}

// styled emits a feature for the style of the page.
func (e *emitter) styled(template string, values ...string) {
	e.buf = append(append(append(e.buf[:0], e.style...), '.'), template...)
	e.send(values)
}

// send completes the name in the buffer with its values.
func (e *emitter) send(values []string) {
	e.buf = append(e.buf, '=')
	for n, v := range values {
		if n > 0 {
			e.buf = append(e.buf, '|')
		}
		e.buf = append(e.buf, v...)
	}
	e.emit(e.buf)
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
	for _, w := range in.early {
		if x.style != Bare {
			break // headers say more than words
		}
		e.plain("w", w)
	}
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
	if in.emo {
		e.plain("emoticon", "")
	}
	if in.list == 1 && i > 0 {
		e.plain("list.1", bit(i+1 < len(x.lines) && x.info[i+1].list == 2), letter(x.info[i-1].end))
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
	e.styled("first", letter(in.first))
	e.styled("end", letter(in.end))
	e.styled("len,end", bucket(in.words), letter(in.end))
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
		e.styled("p.end", letter(p.end))
		e.styled("p.end,first", letter(p.end), letter(in.first))
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
		if p.emo {
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
	e.styled("n.first", letter(n.first))
	e.styled("n.end", letter(n.end))
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
	if l := &x.lines[i]; l.IsMeta && l.Meta.HasDate {
		e.styled("date,cover", level(1-float64(l.Meta.DateTo-l.Meta.DateFrom)/float64(len(l.Text))), bucket(x.dated), bit(x.lines[i].Reply))
	}
	e.styled("name,same", bit(x.info[i].name), bucket(x.same[x.info[i].key]), x.kind(i+1))
}

// kind is the form of line i as a header: "says", "date", "name,date", "count",
// "name" for a line that may be nothing but a name, "" for others.
func (x *Context) kind(i int) string {
	if i < 0 || i >= len(x.lines) {
		return "none"
	}
	return x.info[i].kind
}

// countLine is the kind of a line like "12 comments".
const countLine = "count"

// kindOf works out the kind of a line.
func kindOf(l *Line, in *info) string {
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
		return countLine
	case l.IsMeta:
		return "by"
	case in.name && in.end == 'a' || in.name && in.end == '1':
		return "name"
	}
	return "text"
}
