package stancedetect

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/synthetic"
)

var update = flag.Bool("update", false, "write the golden files")

// both are the engines that come with the program.
func both(t testing.TB) []*Detector {
	t.Helper()
	trained, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return []*Detector{New(), trained}
}

var goldenTexts = []string{
	"I fully support Norland and its bridge.", "Norland's lies are disgusting, but Sudland is not better.", "Down with Norland!",
	"Nobody who has read the treaty can say that NATO is right here, and I do not trust Norland either. You cannot blame Sudland for every mistake.",
	"Why would Norland do this? They must go.", "#StandWithNorland @somebody the anti-Sudland crowd lies", "The bridge will never be built.",
	"Exactly. It is a shameful situation.", "No, that's wrong; how can anyone trust them?", "> quoted words\nThanks, I agree, but the \"honest\" mayor lied.",
	"So what? haha", "It is not expensive at all!",
}

// The weights belong to the features they were trained with: a change of the
// tokens, the tables or the features shows here, and asks for training again.
func TestGoldenScores(t *testing.T) {
	list := []stance.Target{{Name: "Norland", Opposes: []string{"Sudland"}}, {Name: "Sudland"}, {Name: "NATO"}, {Name: "the bridge"}}
	var texts []stance.Text
	var rs []stance.Reply
	for i, s := range goldenTexts {
		texts = append(texts, stance.Text{Text: s})
		parent := goldenTexts[(i+3)%len(goldenTexts)]
		rs = append(rs, stance.Reply{Text: s, ParentText: parent}, stance.Reply{Text: s, TopLevel: true}, stance.Reply{Text: s, ParentText: parent, TowardPost: true, Depth: i % 3})
	}
	var b bytes.Buffer
	for _, d := range both(t) {
		fmt.Fprintf(&b, "%s\n", d.Name())
		got, err := d.Detect(context.Background(), texts, list)
		if err != nil {
			t.Fatal(err)
		}
		for i, ss := range got {
			fmt.Fprintf(&b, "%.70q\n", texts[i].Text)
			for _, s := range ss {
				fmt.Fprintf(&b, "  %-10s %.4f %.4f %.4f", s.Target, s.Favor, s.Against, s.None)
				for _, e := range s.Evidence[:min(len(s.Evidence), 3)] {
					fmt.Fprintf(&b, "  %s %q %+.4f", e.Rule, texts[i].Text[e.Span.Start:e.Span.End], e.Weight)
				}
				fmt.Fprintln(&b)
			}
		}
		replies, err := d.DetectReplies(context.Background(), rs)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range replies {
			fmt.Fprintf(&b, "%.4f %.4f %.4f %.4f %.50q\n", s.Agree, s.Disagree, s.Query, s.Neutral, rs[i].Text)
		}
	}
	name := filepath.Join("testdata", "scores.golden")
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("scores changed; train the models again, or run with -update (-want +got):\n%s", d)
	}
}

// What a text is found to say must not depend on what was read before, on
// whether the text is kept from before, nor on what it was last asked for.
func TestKeptTextsDoNotMatter(t *testing.T) {
	ctx := context.Background()
	comments := synthetic.Comments{Words: 60, Names: []string{"Norland", "Sudland"}, Mentions: 1}.Write(800) // two shelves full
	comments = append(comments, goldenTexts...)
	comments = append(comments, strings.Repeat("Norland is wrong. ", 200), strings.Repeat("I agree with Norland. ", 200))
	list := []stance.Target{{Name: "Norland", Opposes: []string{"Sudland"}}, {Name: "Sudland"}}
	var texts []stance.Text
	var rs []stance.Reply
	for i, s := range comments {
		texts = append(texts, stance.Text{Text: s})
		rs = append(rs, stance.Reply{Text: s, ParentText: comments[(i*7+len(comments)-1)%len(comments)]})
	}
	for _, d := range both(t) {
		for pass := range 2 {
			got, err := d.Detect(ctx, texts, list)
			if err != nil {
				t.Fatal(err)
			}
			replies, err := d.DetectReplies(ctx, rs)
			if err != nil {
				t.Fatal(err)
			}
			for i := range texts {
				if i%23 != pass && i < len(comments)-20 {
					continue
				}
				fresh := newDetector(d.name, d.target, d.reply)
				want, err := fresh.DetectReplies(ctx, rs[i:i+1])
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want[0], replies[i]); diff != "" {
					t.Fatalf("%s, pass %d: %.50q (-fresh +kept):\n%s", d.Name(), pass, rs[i].Text, diff)
				}
				fresh = newDetector(d.name, d.target, d.reply)
				alone, err := fresh.Detect(ctx, texts[i:i+1], list)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(alone[0], got[i]); diff != "" {
					t.Fatalf("%s, pass %d: %.50q (-fresh +kept):\n%s", d.Name(), pass, texts[i].Text, diff)
				}
			}
		}
	}
}
