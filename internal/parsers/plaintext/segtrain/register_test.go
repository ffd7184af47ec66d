package segtrain

import (
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

func TestRegisterTellsArticlesFromComments(t *testing.T) {
	all := bare(threads(40))
	opt := DefaultRegister()
	opt.MinSites = 2
	r := TrainRegister(all[:30], opt)
	wrong, lines := 0, 0
	for _, d := range all[30:] {
		for i, l := range d.Lines {
			if lines++; (r.Odds(l.Text) < 0) != (d.Gold[i] == segment.Article) {
				wrong++
			}
		}
	}
	if lines == 0 || wrong*20 > lines {
		t.Errorf("%d of %d lines are wrong", wrong, lines)
	}
}

func TestRegisterLeavesOutHeadersAndForeignPages(t *testing.T) {
	docs := bare(threads(6))
	opt := DefaultRegister()
	opt.MinSites = 2
	want := TrainRegister(docs, opt)
	other := bare(threads(12))[6:]
	for i := range other {
		other[i].Foreign = true
	}
	if diff := cmp.Diff(want, TrainRegister(append(docs, other...), opt)); diff != "" {
		t.Errorf("foreign pages count: %s", diff)
	}
	if r := TrainRegister(other, opt); r != nil {
		t.Errorf("%d weights from no rows", len(r))
	}
}

func TestRegisterIsReadAsItIsWritten(t *testing.T) {
	opt := DefaultRegister()
	opt.MinSites = 2
	readAsWritten(t, func() map[string]float64 { return TrainRegister(bare(threads(8)), opt) }, func(r io.Reader) (map[string]float64, error) {
		w, err := segment.ReadRegister(r)
		return *w, err
	})
}
