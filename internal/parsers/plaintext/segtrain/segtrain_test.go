package segtrain

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// threads are written by rule: comments open with "I", go on with "and".
func threads(n int) []Thread {
	rng := rand.New(rand.NewPCG(1, 2))
	nouns := []string{"bridge", "river", "market", "station", "harbour", "library", "garden", "tower"}
	noun := func() string { return nouns[rng.IntN(len(nouns))] }
	var out []Thread
	for i := range n {
		t := Thread{ID: fmt.Sprint("page", i), Site: fmt.Sprint("site", i), Article: []string{"News of the " + noun()}}
		for range 3 + rng.IntN(3) {
			t.Article = append(t.Article, fmt.Sprintf("The council says that the %s near the %s will be closed this year for repairs.", noun(), noun()))
		}
		for c := range 6 {
			lines := []string{fmt.Sprintf("I doubt that the %s can be saved!", noun())}
			for range rng.IntN(3) {
				lines = append(lines, fmt.Sprintf("and the %s costs far too much", noun()))
			}
			t.Comments = append(t.Comments, Comment{Author: fmt.Sprint("Reader", c), Time: "May 1, 2012 at 5:00 pm", Lines: lines})
		}
		out = append(out, t)
	}
	return out
}

func documents(ts []Thread) []Document {
	rng := rand.New(rand.NewPCG(3, 4))
	var docs []Document
	for _, t := range ts {
		for _, f := range t.Forms(rng) {
			if d, ok := t.Document(f, rng); ok {
				docs = append(docs, d)
			}
		}
	}
	return docs
}

func TestTrainLearns(t *testing.T) {
	all := threads(40)
	m := Train(documents(all[:30]), Options{Epochs: 6, Rate: 0.1, L2: 0.01, MinCount: 2, Seed: 1})
	wrong, lines := 0, 0
	for _, d := range documents(all[30:]) {
		for i, l := range m.Decode(d.Lines) {
			if lines++; l != d.Gold[i] {
				wrong++
			}
		}
	}
	if wrong*50 > lines {
		t.Errorf("%d of %d lines are wrong", wrong, lines)
	}
}

func TestTrainIsReproducible(t *testing.T) {
	docs := documents(threads(8))
	docs[3].Foreign = true
	opt := Options{Epochs: 3, Rate: 0.1, L2: 0.01, MinCount: 2, Seed: 1, Dropout: 0.2, Bonus: 0.5}
	var written [2]bytes.Buffer
	for i := range written {
		if err := Write(&written[i], Train(docs, opt), 0.05, "comment"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(written[0].Bytes(), written[1].Bytes()) {
		t.Error("two trainings differ")
	}
	if bytes.IndexByte(written[0].Bytes(), 0) >= 0 {
		t.Error("features of foreign documents are shipped")
	}
	if _, err := segment.ReadModel(&written[0]); err != nil {
		t.Error(err)
	}
}

func TestFlatten(t *testing.T) {
	thread := Thread{Article: []string{"Title", "Body."}, Comments: []Comment{
		{"Ann", "May 1, 2012 at 5:00 pm", []string{"One.", "Two."}}, {"Ben", "", []string{"Three."}},
	}}
	text, gold := Flatten(thread, Form{Article: true, Names: true, Says: 1, Dates: true, Reply: 1, Count: true, Blank: true}, rand.New(rand.NewPCG(1, 1)))
	if gold.Post.Lines != [2]int{1, 5} || gold.Comments[0].Lines != [2]int{11, 13} {
		t.Errorf("gold %+v of %q", gold, text)
	}
	d, ok := thread.Document(Form{Article: true, Names: true, Says: 1, Dates: true, Reply: 1}, rand.New(rand.NewPCG(1, 1)))
	want := []segment.Label{segment.Article, segment.Article, segment.Header, segment.Header, segment.Start, segment.Continue, segment.Header, segment.Start}
	if diff := cmp.Diff(want, d.Gold); !ok || diff != "" {
		t.Error(diff)
	}
}
