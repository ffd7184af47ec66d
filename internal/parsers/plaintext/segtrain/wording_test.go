package segtrain

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

func bare(ts []Thread) []Document {
	var docs []Document
	rng := rand.New(rand.NewPCG(3, 4))
	for _, t := range ts {
		if d, ok := t.Document(Form{Article: true}, rng); ok {
			docs = append(docs, d)
		}
	}
	return docs
}

func TestWordingTellsHowPostsOpen(t *testing.T) {
	all := bare(threads(40))
	opt := DefaultWording()
	opt.MinCount, opt.L2 = 2, 0.01
	w := TrainWording(all[:30], opt)
	wrong, lines := 0, 0
	for _, d := range all[30:] {
		first := articleLines(d)
		for i, v := range w.Odds(segment.NewContext(d.Lines), first) {
			if lines++; (v > 0) != (d.Gold[first+i] == segment.Start) {
				wrong++
			}
		}
	}
	if lines == 0 || wrong*50 > lines {
		t.Errorf("%d of %d lines are wrong", wrong, lines)
	}
}

func TestWordingIsReadAsItIsWritten(t *testing.T) {
	opt := DefaultWording()
	opt.MinCount = 2
	readAsWritten(t, func() map[string]float64 { return TrainWording(bare(threads(8)), opt) }, func(r io.Reader) (map[string]float64, error) {
		w, err := segment.ReadWording(r)
		return *w, err
	})
}

// readAsWritten checks that two trainings give the same bytes, and that weights
// are read as they are written.
func readAsWritten(t *testing.T, train func() map[string]float64, read func(io.Reader) (map[string]float64, error)) {
	t.Helper()
	var written [2]bytes.Buffer
	var want map[string]float64
	for i := range written {
		want = train()
		if err := WriteWords(&written[i], want, "comment"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(written[0].Bytes(), written[1].Bytes()) {
		t.Error("two trainings differ")
	}
	got, err := read(&written[0])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("%d weights: %s", len(want), diff)
	}
}
