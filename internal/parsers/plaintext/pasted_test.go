package plaintext

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

func pageOf(t *testing.T, text string) *document {
	t.Helper()
	d, err := load(context.Background(), format.Source{Name: "page.txt", Reader: strings.NewReader(text)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What looks like names above comments on pages that are none.
func TestNotPasted(t *testing.T) {
	for name, text := range map[string]string{
		"headings under paragraphs": `A walk around the lower harbour

Opening Hours

The lower harbour is open to walkers all year, except on days of storm.
Getting There

Take bus 4 from the station. It runs every ten minutes until six.
The Old Crane

It was built in 1912 and has not lifted anything since 1978.`,
		"an outline": `Pancakes

Ingredients
    Flour, two cups of it, and a little salt
Method
    Mix everything. Let it stand for half an hour, then bake.
Serving
    With jam, or with sugar and lemon.`,
		"lines broken by hand": `The harbour council decided on Tuesday that the old
crane will stay where it is, after a debate that
lasted four hours.

The crane was built in 1912 and has not lifted
anything since 1978. Its repair will cost
200,000 crowns.

Councillor Ida Strom said that the crane was the
face of the town`,
		"posts, the latest first": `May 3, 2021
The Old Crane

The harbour council decided on Tuesday that the old crane will stay.

April 20, 2021
A New Bridge

It is said to be too narrow for two buses. We went to measure it.

April 2, 2021
Spring Fair

Pictures from the spring fair, with many thanks to Anton for his camera.`,
	} {
		if pasted(pageOf(t, text)) {
			t.Errorf("%s: taken for comments that were copied", name)
		}
	}
}

// Lines that an author has under different comments are no part of them; a
// comment that was posted twice, and what is said twice, is.
func TestSignatures(t *testing.T) {
	for _, tt := range []struct {
		name  string
		texts [3]string // of comments by one author
		want  []string
	}{
		{"of two lines", [3]string{"Yes.\nFerries are late.\nAlways and ever.", "No.\nFerries are late.\nAlways and ever.", "Perhaps."}, []string{"Yes.", "No.", "Perhaps."}},
		{"posted twice", [3]string{"First of all, yes.\nAnd thanks to all of you.", "First of all, yes.\nAnd thanks to all of you.", "No."},
			[]string{"First of all, yes.\nAnd thanks to all of you.", "First of all, yes.\nAnd thanks to all of you.", "No."}},
		{"a habit", [3]string{"Yes.\nThanks!", "No.\nThanks!", "Perhaps."}, []string{"Yes.\nThanks!", "No.\nThanks!", "Perhaps."}},
		{"nothing but the line", [3]string{"The ferry is late again.", "No.\nThe ferry is late again.", "Yes.\nThe ferry is late again."}, []string{"The ferry is late again.", "No.", "Yes."}},
	} {
		var b strings.Builder
		for i, text := range tt.texts {
			b.WriteString(text + "\nby Petra Lind on May 3, 2021 9:0" + string(rune('0'+i)) + " PM\n")
			b.WriteString("Something else.\nby " + [3]string{"Anton", "Maren", "Otis"}[i] + " on May 3, 2021 9:0" + string(rune('0'+i)) + " PM\n")
		}
		d := pageOf(t, b.String())
		if !pasted(d) {
			t.Fatalf("%s: not taken for comments", tt.name)
		}
		var got []string
		for _, r := range d.records {
			if r.Author == "Petra Lind" {
				got = append(got, r.Text)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// A comment that is only "+1" keeps it; under a text it counts likes.
func TestPlusOne(t *testing.T) {
	d := pageOf(t, "Ann said:\n\n+1\n\nBob said:\n\nNo.\n+12\n\nCleo said:\n\nYes.\n")
	if !pasted(d) {
		t.Fatal("not taken for comments")
	}
	var got []string
	for _, r := range d.records[1:] {
		got = append(got, r.Text)
	}
	if diff := cmp.Diff([]string{"+1", "No.", "Yes."}, got); diff != "" {
		t.Error(diff)
	}
}

// The header of the first comment is no article.
func TestOpensFirst(t *testing.T) {
	const a, h, s = segment.Article, segment.Header, segment.Start
	for _, tt := range []struct {
		name, text string
		labels     []segment.Label
		first      int
		want       bool
	}{
		{"name above its date", "Petra Lind\nMay 3, 2021 at 9:07 am\nYes.\nMaren\nMay 3, 2021 at 9:17 am\nNo.", []segment.Label{a, h, s, h, h, s}, 1, true},
		{"name that comes again", "Petra Lind\nYes.\nMaren\nNo.\nPetra Lind\nYes!", []segment.Label{a, s, h, s, h, s}, 1, true},
		{"title", "Open Thread\nYes.\nMaren\nNo.\nPetra Lind\nYes!", []segment.Label{a, s, h, s, h, s}, 1, false},
		{"byline", "Petra Lind May 3, 2021 at 9:07 am\nYes.\nMaren May 3, 2021 at 9:10 am\nNo.", []segment.Label{a, s, h, s}, 1, true},
		{"all have names", "Harbour News\nMay 3, 2021 at 9:07 am\nMaren\nYes.\nOtis\nNo.", []segment.Label{a, h, h, s, h, s}, 1, false},
		{"nobody has", "Petra Lind\nMay 3, 2021 at 9:07 am\nYes.\nMay 3, 2021 at 9:17 am\nNo.", []segment.Label{a, h, s, h, s}, 1, false},
		{"an article", "Harbour News\nThe crane stays.\nYes.\nMaren\nNo.", []segment.Label{a, a, s, h, s}, 2, false},
	} {
		d := pageOf(t, tt.text)
		_, index := segment.Prepare(d.lines)
		if got := d.opensFirst(tt.labels, index, tt.first); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
