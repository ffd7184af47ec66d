package segment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// prepare makes lines of a text.
func prepare(text string) []Line {
	var lines []page.Line
	for i, l := range strings.Split(text, "\n") {
		lines = append(lines, page.Line{No: i + 1, Text: l, Gap: i == 0})
	}
	out, _ := Prepare(lines)
	return out
}

// tiny is a model that knows one word.
func tiny() *Model {
	m := &Model{Weights: map[string]Scores{
		BareBias:      {0, -1, 0, 0.5},
		"bare.w1=yes": {0, 0, 3, 0},
		"bare.line=0": {3, 0, 0, 0},
	}}
	m.Trans[Bare][Article][Article] = -1
	return m
}

func TestDecode(t *testing.T) {
	lines := prepare("The bridge is closed\nYes it is\nand it stays so\nYes\nSo be it")
	want := []Label{Article, Start, Continue, Start, Continue}
	if diff := cmp.Diff(want, tiny().Decode(lines)); diff != "" {
		t.Error(diff)
	}
	want = []Label{Article, Article, Article, Start, Continue}
	if diff := cmp.Diff(want, tiny().DecodeAfter(lines, 3)); diff != "" {
		t.Error(diff)
	}
	if got := tiny().Decode(nil); got != nil {
		t.Errorf("labels for no lines: %v", got)
	}
}

func TestNumbersOfAListStayTogether(t *testing.T) {
	m := &Model{Weights: map[string]Scores{BareBias: {-5, -5, 1, 0}}}
	got := m.Decode(prepare("Here is why\n1. it is old\n2. it is wet\n3. it is there\nI see"))
	want := []Label{Start, Start, Continue, Continue, Start}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoLongLineOfProseIsTheFirstHeader(t *testing.T) {
	prose := strings.TrimSpace(strings.Repeat("a line of plain prose ", 5))
	m := &Model{Weights: map[string]Scores{"meta.bias=": {0, 1, 0, 0}}}
	got := m.DecodeFrom(prepare("The bridge\n"+prose+"\nAnn says:\nno\nBen says:\nyes"), 1)
	if diff := cmp.Diff([]Label{Article, Article, Header, Header, Header, Header}, got); diff != "" {
		t.Error(diff)
	}
}

func TestStyle(t *testing.T) {
	body := strings.Repeat("A line of plain prose that says something.\n", 5)
	tests := []struct {
		text string
		want Style
	}{
		{body, Bare},
		{body + "Ann says:\nno\nBen says:\nyes", Named},
		{body + "Ann\nMay 1, 2012 at 5:00 pm\nno\nBen\nMay 1, 2012 at 6:00 pm\nyes\nCarl\nMay 2, 2012 at 5:00 pm\nno", Dated},
		{strings.Repeat(body, 30) + "Ann says:\nno\nBen says:\nyes", Bare}, // by chance
	}
	for i, tt := range tests {
		if got := NewContext(prepare(strings.TrimSpace(tt.text))).Style(); got != tt.want {
			t.Errorf("%d: style %v, want %v", i, got, tt.want)
		}
	}
}

func TestPrepareLeavesFurnitureOut(t *testing.T) {
	got := prepare("One\nReply\nTwo\nShare\nThree")
	var texts []string
	var reply []bool
	for _, l := range got {
		texts, reply = append(texts, l.Text), append(reply, l.Reply)
	}
	if diff := cmp.Diff([]string{"One", "Two", "Three"}, texts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bool{false, true, false}, reply); diff != "" {
		t.Error(diff)
	}
}

func TestAddressed(t *testing.T) {
	for s, want := range map[string]bool{
		"@ann no": true, "Ann, that is wrong": true, "Hi Ann, thanks": true, "Dear Mr Lee": true, "Ann — no": true,
		"Well, that is wrong": false, "The river is low": false, "However, I doubt it": false, "": false,
	} {
		if got := addressed(s); got != want {
			t.Errorf("addressed(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestReadModel(t *testing.T) {
	m, err := ReadModel(strings.NewReader("# a comment\n>bare:start\t0\t0.1\t0.2\t0.3\nbare.w1=yes\t1\t2\t3\t-4.5\n"))
	if err != nil {
		t.Fatal(err)
	}
	if m.Trans[Bare][Start] != (Scores{0, 0.1, 0.2, 0.3}) || m.Weights["bare.w1=yes"] != (Scores{1, 2, 3, -4.5}) {
		t.Errorf("read %+v", m)
	}
	for _, bad := range []string{"name\t1\n", "name\t1\t2\t3\tx\n"} {
		if _, err := ReadModel(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
	if len(builtin().Weights) < 1000 {
		t.Errorf("the embedded weights hold %d features", len(builtin().Weights))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("An article of some length.\nI disagree.\nAnn says:\nMay 1, 2012 at 5:00 pm\n1. no\n2. yes")
	f.Fuzz(func(t *testing.T, text string) {
		lines := prepare(text)
		labels := Decode(lines, 0)
		for i, l := range labels {
			before := Header
			if i > 0 {
				before = labels[i-1]
			}
			if i == 0 && l == Continue || i > 0 && !Allowed(before, l) {
				t.Fatalf("%v after %v", l, before)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{500, 5000} { // time a line is to be the same
		b.Run(fmt.Sprint(2*n), func(b *testing.B) {
			text := strings.Repeat("I sell cheese on that square, and we lose a third of our days to rain.\nGive us the roof!\n", n)
			lines := prepare("The market is to move\n" + text)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if got := Decode(lines, 0); len(got) != len(lines) {
					b.Fatal("labels are missing")
				}
			}
		})
	}
}
