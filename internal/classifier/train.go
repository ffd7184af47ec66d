package classifier

import (
	"cmp"
	"errors"
	"hash/fnv"
	"runtime"
	"slices"
	"sync"

	"github.com/undertone-project/undertone/internal/lexicon"
)

// numClasses: negative, neutral, positive.
const numClasses = 3

// Example is one labelled text.
type Example struct {
	Text  string
	Label int // 0 negative, 1 neutral, 2 positive
	// Weight is what the example counts in training, 1 by default.
	Weight float64
	// Doubt, in [0, 0.5], is the probability that a negative or positive text
	// is neutral after all, where the coding says how strong it is.
	Doubt float64
	// Set names the collection that it comes from. When the probabilities are
	// calibrated every set counts the same.
	Set string
	// Made marks a sentence that was made up for training. It is learned from
	// in every fold, never held out, and no part of the calibration.
	Made bool
	// Group names what must stay on one side of a split, such as the page;
	// by default the text itself.
	Group string
}

// Options of the training; the zero value is usable.
type Options struct {
	Bits      uint    // log2 of the number of buckets, 18 by default
	Epochs    int     // passes over the examples, 6 by default
	Rate      float64 // AdaGrad's step, 0.05 by default
	L2        float64 // ridge, by example, 2e-5 by default
	MinCount  int     // examples that a feature must be in, 2 by default
	PlaceRate float64 // the step for the embedding's weights, 0.1 by default
	PlaceL2   float64 // their ridge, 1e-4 by default
	Folds     int     // of the cross-validation, 5 by default
	Seed      uint64
	// Evenness is how far the classes of a set are evened out when the
	// probabilities are calibrated: 1 makes them equal, so that no set's share
	// of angry texts is built in; 0.5, the default, goes half way from a set's
	// own shares.
	Evenness float64
	// Embedding lets words that were not seen in training share in what was
	// learned of their like; nil for none.
	Embedding *Embedding
	// Base is a model to start from; nil for none. Bits are then its bits.
	Base *Model
}

func (o Options) withDefaults() Options {
	def := func(v *float64, d float64) {
		if *v == 0 {
			*v = d
		}
	}
	def(&o.Rate, 0.05)
	def(&o.L2, 2e-5)
	def(&o.PlaceRate, 0.1)
	def(&o.PlaceL2, 1e-4)
	def(&o.Evenness, 0.5)
	o.Bits = cmp.Or(o.Bits, 18)
	o.Epochs = cmp.Or(o.Epochs, 6)
	o.MinCount = cmp.Or(o.MinCount, 2)
	o.Folds = cmp.Or(o.Folds, 5)
	if o.Base != nil {
		o.Bits = o.Base.Header.Bits
	}
	return o
}

// Trained is a model with what it said of each example when that example, and
// its group, had been held out.
type Trained struct {
	Model *Model
	// HeldOut are the probabilities of the classes, by example.
	HeldOut [][]float64
}

// ErrTooFew is wrapped by the error for training data that cannot be learned
// from.
var ErrTooFew = errors.New("too few examples: every label needs ten or more, in at least two groups")

// Train fits a model to each part of the examples without one fold, for the
// held-out probabilities and the calibration, and gives the mean of their
// weights: steadier than one fit (Breiman 1996), and as linear. The same
// examples and options give the same model on any number of cores.
func Train(l *lexicon.Lexicon, examples []Example, o Options) (*Trained, error) {
	o = o.withDefaults()
	folds := foldsOf(examples, o.Folds)
	if err := learnable(examples, folds); err != nil {
		return nil, err
	}
	data := encode(l, examples, o)
	prune(data, o.Bits, o.MinCount)
	models, held := fitAll(data, folds, o.Folds, o)
	c := calibrate(held, data, examples, o.Evenness)
	t := &Trained{HeldOut: make([][]float64, len(data))}
	for i, z := range held {
		p := c.apply(z)
		t.HeldOut[i] = p[:]
	}
	var sum mean
	for _, w := range models {
		sum.add(w)
	}
	w := sum.weights()
	if o.Embedding != nil {
		o.Embedding.foldInto(w, o.Bits)
	}
	t.Model = quantise(w, o.Bits, c)
	return t, nil
}

// fitAll fits a model to what is not in each of n folds.
func fitAll(data []encoded, folds []int, n int, o Options) (models []*weights, held [][numClasses]float64) {
	held = make([][numClasses]float64, len(data))
	models = make([]*weights, n)
	var wg sync.WaitGroup
	slots := make(chan bool, max(1, runtime.GOMAXPROCS(0)))
	for f := range models {
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			models[f] = fitFold(data, folds, f, o, held)
		})
	}
	wg.Wait()
	return models, held
}

// fitFold fits a model to what is not in a fold and fills in what it says of
// the rest.
func fitFold(data []encoded, folds []int, fold int, o Options, held [][numClasses]float64) *weights {
	var part []*encoded
	for i := range data {
		if folds[i] != fold {
			part = append(part, &data[i])
		}
	}
	w := fit(part, o)
	for i := range data {
		if folds[i] == fold {
			held[i] = w.scores(&data[i])
		}
	}
	return w
}

// learnable checks that every label is there often enough.
func learnable(examples []Example, folds []int) error {
	var counts [numClasses]int
	groups := map[int]bool{}
	for i, e := range examples {
		if !e.Made {
			counts[e.Label]++
			groups[folds[i]] = true
		}
	}
	for _, n := range counts {
		if n < 10 || len(groups) < 2 {
			return ErrTooFew
		}
	}
	return nil
}

// foldsOf assigns each example to a fold by its group's hash; what was made up
// is in none.
func foldsOf(examples []Example, n int) []int {
	out := make([]int, len(examples))
	for i, e := range examples {
		if e.Made {
			out[i] = -1
			continue
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(cmp.Or(e.Group, e.Text)))
		out[i] = int(h.Sum32()>>3) % n
	}
	return out
}

// encoded is an example as features.
type encoded struct {
	sparse []Feature
	dense  [numDense]float32
	place  []float32 // of the words, then of the negated words
	label  int
	set    int // its number
	weight float64
	target [numClasses]float64 // the share of each class in it
}

func encode(l *lexicon.Lexicon, examples []Example, o Options) []encoded {
	w, x := l.Workspace(), newExtractor(o.Bits)
	out := make([]encoded, len(examples))
	sets := map[string]int{}
	for i, e := range examples {
		if _, known := sets[e.Set]; !known {
			sets[e.Set] = len(sets)
		}
		a := l.Analyse(w, e.Text)
		v := x.extract(w, a)
		out[i] = encoded{sparse: slices.Clone(v.Sparse), dense: v.Dense, label: e.Label, set: sets[e.Set], weight: cmp.Or(e.Weight, 1)}
		out[i].target[e.Label] = 1 - e.Doubt
		out[i].target[1] += e.Doubt
		if o.Embedding != nil {
			out[i].place = o.Embedding.place(a)
		}
	}
	return out
}

// prune drops the features of buckets that fewer than minCount examples have:
// what is seen once or twice says little, and costs time and space.
func prune(data []encoded, bits uint, minCount int) {
	counts := make([]int32, 1<<bits)
	for i := range data {
		for _, f := range data[i].sparse {
			counts[f.Bucket]++
		}
	}
	for i := range data {
		data[i].sparse = slices.DeleteFunc(data[i].sparse, func(f Feature) bool { return int(counts[f.Bucket]) < minCount })
	}
}
