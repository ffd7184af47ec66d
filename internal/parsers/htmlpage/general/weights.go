package general

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
)

// weightsFile holds the learned weights, a line "name<TAB>weight" for each
// feature and one for the constant. It is written by
// `go run ./internal/tools/measure pages -train FILE DIR`.
//
//go:embed weights.tsv
var weightsFile string

// constant is the name of the constant in the table of weights.
const constant = "constant"

var shipped = sync.OnceValue(func() Weights {
	w, err := ParseWeights(weightsFile)
	if err != nil {
		panic("weights.tsv: " + err.Error()) // found by the tests: the file is embedded
	}
	return w
})

// Weights are the weights of the features, the constant last.
type Weights [nFeatures + 1]float64

// NFeatures is the number of features of a group.
const NFeatures = nFeatures

// ParseWeights reads a table of weights. Every feature must be there.
func ParseWeights(s string) (Weights, error) {
	byName := map[string]float64{}
	for i, line := range strings.Split(strings.TrimSpace(s), "\n") {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "\t")
		v, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return Weights{}, fmt.Errorf("line %d: want a name, a tab and a number", i+1)
		}
		byName[name] = v
	}
	var w Weights
	for k, name := range featureNames {
		v, ok := byName[name]
		if !ok {
			return Weights{}, fmt.Errorf("no weight for %q", name)
		}
		w[k] = v
	}
	w[nFeatures] = byName[constant]
	return w, nil
}

// String is the table that ParseWeights reads.
func (w Weights) String() string {
	var b strings.Builder
	for k, name := range featureNames {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w[k])
	}
	fmt.Fprintf(&b, "%s\t%.4f\n", constant, w[nFeatures])
	return b.String()
}

// Score is the weighted sum of a group's features.
func (w *Weights) Score(f *[nFeatures]float64) float64 {
	total := w[nFeatures]
	for k, v := range f {
		total += w[k] * v
	}
	return total
}

// WithoutCues returns features as a page would have them whose classes and ids
// say nothing. Training on both keeps the reader from leaning on names.
func WithoutCues(f [nFeatures]float64) [nFeatures]float64 {
	for _, k := range []int{fCue, fWeakCue, fNotCue, fContext, fNotContext, fNumber, fManyNumbers, fCoverNumbers, fSingleCue, fAnchor, fManyAnchor} {
		f[k] = 0
	}
	return f
}

// Signs are the signs that the weights may have, by reason: 1 for what comments
// have, -1 for what other lists have, 0 for what may go either way. Held to
// them, the training cannot explain a few odd pages by absurd weights.
func Signs() (s [nFeatures]int8) {
	for _, k := range []int{fDate, fOneDate, fName, fControl, fAvatar, fNumber, fText, fProse, fCue, fWeakCue, fContext, fMany, fCoverDates, fCoverNames,
		fCoverNumbers, fCoverControls, fManyOneDate, fManyName, fBoth, fWhole, fManyBoth, fSome, fSingleCue,
		fAnnounced, fClaimed, fAnchor, fReply, fManyReply, fManyAnchor, fCoverReply, fSays, fSaid} {
		s[k] = 1
	}
	for _, k := range []int{fLinks, fNotCue, fNotContext, fForm, fSingle, fRun, fInline, fManyDates, fManyNames, fManyNumbers, fManyAvatars, fOrphanBefore,
		fOrphanAfter, fTeaser, fParts, fOtherList, fEmpty, fTitled, fFiled, fSingleBare, fBeside} {
		s[k] = -1
	}
	return s
}

// Plain are weights that follow from the signs alone: one for each feature that
// speaks for comments, minus one for each that speaks against. Training takes
// its candidates by them.
func Plain() *Weights {
	var w Weights
	for k, sign := range Signs() {
		w[k] = float64(sign)
	}
	return &w
}

// Ceilings are the most that some weights may be, below 0: the pages to learn
// from have too few of the lists that these features tell from comments.
func Ceilings() (c [nFeatures]float64) {
	c[fBeside], c[fOtherList], c[fFiled], c[fTeaser] = -1.5, -1, -1.5, -1
	return c
}

// Candidate is a group of a page, for training.
type Candidate struct {
	Features [nFeatures]float64
	Units    []unit.Unit
	Score    float64
}

// Candidates lists the groups of a page, the best first, at most n. A nil w
// stands for the shipped weights.
func Candidates(root *html.Node, n int, w *Weights) []Candidate {
	p := newPage(root)
	groups := p.ranked(w)
	var out []Candidate
	for _, g := range groups[:min(n, len(groups))] {
		c := Candidate{Features: g.sum, Score: g.score}
		for _, m := range g.members {
			c.Units = append(c.Units, unit.Unit{Roots: p.roots(m)})
		}
		out = append(out, c)
	}
	return out
}
