package pageeval

import (
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
)

// Score counts what was right.
type Score struct {
	Pages                int
	Gold, Found, Matched int
	Authors, AuthorsOK   int // matched comments whose author the gold knows
	AuthorsExact         int
	Times, TimesOK       int
	Parents, ParentsOK   int // matched comments of pages with replies to comments
	Titles, TitlesOK     int // pages whose title the gold knows
	PageF1               float64
}

// Add adds another score.
func (s *Score) Add(t Score) {
	s.Pages += t.Pages
	s.Gold += t.Gold
	s.Found += t.Found
	s.Matched += t.Matched
	s.Authors += t.Authors
	s.AuthorsOK += t.AuthorsOK
	s.AuthorsExact += t.AuthorsExact
	s.Times += t.Times
	s.TimesOK += t.TimesOK
	s.Parents += t.Parents
	s.ParentsOK += t.ParentsOK
	s.Titles += t.Titles
	s.TitlesOK += t.TitlesOK
	s.PageF1 += t.PageF1
}

// Precision, Recall and F1 of the comments, pooled.
func (s Score) Precision() float64 { return ratio(s.Matched, s.Found) }

// Recall is the share of the gold comments that were found.
func (s Score) Recall() float64 { return ratio(s.Matched, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return ratio(2*s.Matched, s.Found+s.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Captured is the time that relative dates are counted from, in the gold as in
// what is measured.
var Captured = time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)

// Compare scores the records of a page.
func Compare(g *Gold, records []format.Record) Score {
	comments := countable(records)
	a := align(g.Comments, comments)
	s := Score{Pages: 1}
	for _, it := range g.Comments {
		if !uncounted(it) {
			s.Gold++
		}
	}
	nested := g.Nested()
	order := goldOrder(g)
	for i, r := range comments {
		gi := a.gold[i]
		if !a.ignored[i] && !(r.Kind == thread.KindPost && gi < 0) {
			s.Found++
		}
		if gi < 0 || uncounted(g.Comments[gi]) {
			continue
		}
		it := g.Comments[gi]
		s.Matched++
		s.author(it.Author, r.Author)
		s.time(it.Time, r.Created, order)
		if nested && r.Kind == thread.KindComment {
			s.Parents++
			if parentOK(g, a, comments, it, r) {
				s.ParentsOK++
			}
		}
	}
	s.title(g.Title, records)
	s.PageF1 = s.F1()
	return s
}

// title compares the title of the post. Gold is the title of the document and
// may bear the name of the site: then the post's has to stand in it and be a
// good part of it.
func (s *Score) title(gold string, records []format.Record) {
	want := squash(gold)
	if want == "" || len(records) == 0 || records[0].Kind != thread.KindPost {
		return
	}
	s.Titles++
	if got := squash(records[0].Title); got != "" && strings.Contains(want, got) && 4*len(got) >= len(want) || got != "" && strings.Contains(got, want) {
		s.TitlesOK++
	}
}

// countable are the comments, and the opening post where the page shows it as
// an item like the others: it carries an id then, and gold of forums counts it
// among the items.
func countable(records []format.Record) []format.Record {
	var out []format.Record
	for _, r := range records {
		if r.Kind == thread.KindComment || r.ID != "" {
			out = append(out, r)
		}
	}
	return out
}

func goldOrder(g *Gold) dates.Order {
	var lines []string
	for _, it := range g.Comments {
		lines = append(lines, it.Time)
	}
	return dates.GuessOrder(lines)
}

// parentOK compares the parents.
func parentOK(g *Gold, a alignment, records []format.Record, it Item, r format.Record) bool {
	if it.Parent == nil || *it.Parent == "" || strings.HasPrefix(*it.Parent, "post-") && r.ReplyTo == "" {
		return r.ParentKnown && r.ReplyTo == ""
	}
	if tail(r.ReplyTo) == tail(*it.Parent) {
		return true
	}
	for i, other := range records {
		if other.ID == r.ReplyTo && r.ReplyTo != "" {
			return a.gold[i] >= 0 && g.Comments[a.gold[i]].ID == *it.Parent
		}
	}
	return false
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// author compares names. Gold that only has the address of a profile agrees
// with a name that stands in it, and is not counted otherwise; gold names that
// drag other words along agree where they hold the name.
func (s *Score) author(gold, got string) {
	want, have := squash(gold), squash(got)
	if strings.ContainsAny(gold, "/=?") && !strings.Contains(gold, " ") {
		if u, err := url.QueryUnescape(gold); err == nil {
			want = squash(u)
		}
		if have != "" && strings.Contains(want, have) {
			s.Authors++
			s.AuthorsOK++
			s.AuthorsExact++
		}
		return
	}
	if want == "" || noName(gold) {
		return
	}
	s.Authors++
	if want == have {
		s.AuthorsOK++
		s.AuthorsExact++
	} else if have != "" && (strings.Contains(want, have) || len(want) > 3 && strings.Contains(have, want)) {
		s.AuthorsOK++
	}
}

// time compares times to the precision that both state. Gold without a zone
// may differ by the offset that an attribute of the page states.
func (s *Score) time(gold string, got thread.Time, order dates.Order) {
	opt := dates.Options{Captured: Captured, Order: order}
	want, _, _, ok := dates.Find(gold, opt)
	if !ok || !want.Known() {
		return
	}
	s.Times++
	if !got.Known() {
		return
	}
	raw, _, _, _ := dates.Find(got.Raw, opt)
	switch {
	case raw.Known() && raw.At.Equal(want.At), want.At.Equal(got.At):
		s.TimesOK++
	case want.At.Format(time.DateOnly) == got.At.Format(time.DateOnly) && (coarse(want) || coarse(got)):
		s.TimesOK++
	case want.Zone != thread.ZoneStated && got.At.Sub(want.At).Abs() <= 14*time.Hour && want.At.Minute()%15 == got.At.Minute()%15:
		s.TimesOK++
	}
}

func coarse(t thread.Time) bool {
	return t.Precision != thread.PrecisionMinute && t.Precision != thread.PrecisionSecond && t.Precision != thread.PrecisionHour
}

// noName reports whether the gold holds no name where it should: a date or the
// words of a button, taken along when it was derived.
func noName(gold string) bool {
	_, start, end, ok := dates.Find(gold, dates.Options{Captured: Captured})
	if ok && !strings.ContainsFunc(strings.ReplaceAll(gold[:start], "on", "")+gold[end:], unicode.IsLetter) {
		return true
	}
	switch strings.ToLower(strings.Trim(gold, " #:")) {
	case "reply", "profile", "permalink", "antworten", "link", "said", "says":
		return true
	}
	return false
}
