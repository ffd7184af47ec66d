package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The texts of a page that holds its comments twice: an article, and comments
// of one or more paragraphs.
const ferryArticle = `The ferry stops in May
The harbour board has sold the old ferry to a yard in the north.
From May on there will be a bus over the new bridge instead.
`

var ferryComments = []struct{ header, text string }{
	{"Wanda Pike May 2, 2012 at 7:03 pm", "I took the ferry to school every day for nine years.\nA bus is no ferry.\n"},
	{"Olof Berg May 2, 2012 at 7:40 pm", "Nine years? You must know the captain, then.\n"},
	{"Wanda Pike May 2, 2012 at 8:15 pm", "He lived next door to us until the spring of last year.\nThanks\n"},
	{"Ines Moreau May 3, 2012 at 9:00 am", "Thanks\nWho pays for the bus, does anybody know that?\n"},
	{"Olof Berg May 3, 2012 at 9:30 am", "The county does, it was in the paper on Friday.\nOr so I read.\n"},
}

func ferry(first, second func(header, text string) string) string {
	var b strings.Builder
	b.WriteString(ferryArticle)
	for _, of := range []func(header, text string) string{first, second} {
		for _, c := range ferryComments {
			b.WriteString(of(c.header, c.text))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func above(header, text string) string { return header + "\n" + text }
func below(header, text string) string { return text + header + "\n" }
func alone(_, text string) string      { return text }
func none(_, _ string) string          { return "" }

func TestFindCopies(t *testing.T) {
	starts := []bool{true, false, true, true, false, true, false, true, false}
	tests := []struct {
		name, text string
		want       Copies
		ok         bool
	}{
		{"headers above the first copy's comments", ferry(above, alone), Copies{
			From: 3, To: 17, At: 17, Headers: [][2]int{{3, 4}, {6, 7}, {8, 9}, {11, 12}, {14, 15}}, starts: starts}, true},
		{"headers below them", ferry(below, alone), Copies{
			From: 3, To: 17, At: 17, Headers: [][2]int{{5, 6}, {7, 8}, {10, 11}, {13, 14}, {16, 17}}, starts: starts}, true},
		{"headers in both", ferry(above, above), Copies{From: 3, To: 17, At: 17}, true},
		{"headers in neither", ferry(alone, alone), Copies{}, false},
		{"one copy with headers", ferry(above, none), Copies{}, false},
		{"one copy without", ferry(none, alone), Copies{}, false},
		{"nothing", "", Copies{}, false},
	}
	for _, test := range tests {
		got, ok := FindCopies(prepare(test.text))
		if ok != test.ok {
			t.Errorf("%s: found %v, want %v: %+v", test.name, ok, test.ok, got)
			continue
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(Copies{})); ok && diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestCopiesOfDamagedText shows that a copy is known again without its signs
// and accents, which are what the wrong encoding damages.
func TestCopiesOfDamagedText(t *testing.T) {
	first, second := ferry(above, none), ferry(none, alone)
	second = strings.TrimPrefix(second, ferryArticle)
	second = strings.NewReplacer("?", "…", ".", " :)", "ferry", "“ferry”").Replace(second)
	got, ok := FindCopies(prepare(first + "\n" + second))
	if !ok || got.At != 17 || len(got.Headers) != len(ferryComments) {
		t.Errorf("found %v: %+v", ok, got)
	}
}

func TestDecodeCopies(t *testing.T) {
	m := tiny()
	got := m.Decode(prepare(ferry(above, alone)))
	want := make([]Label, 17, 26)
	want = append(want, Start, Continue, Start, Start, Continue, Start, Continue, Start, Continue)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = m.Decode(prepare(ferry(above, above)))
	article := 0
	for article < len(got) && got[article] == Article {
		article++
	}
	if article < 17-headerLines || article > 17 {
		t.Errorf("the article has %d lines, want about 17", article)
	}
}
