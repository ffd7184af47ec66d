package stancedetect

import (
	"fmt"
	"math"
	mathbits "math/bits"

	"github.com/undertone-project/undertone/internal/linear"
)

// maxClasses is the number of classes of the larger task.
const maxClasses = 4

// scores holds one number for each class; classes that a task lacks stay 0.
type scores [maxClasses]float32

// row holds the weights of one hashed feature.
type row [maxClasses]weight

// weight is a number in a byte.
type weight int8

// floats holds what each weight is as a float, which is faster than to
// convert it.
var floats = func() (out [256]float32) {
	for i := range out {
		out[i] = float32(int8(i))
	}
	return out
}()

func (w weight) float() float32 { return floats[uint8(w)] }

// weights are a model as it is used: structural weights as they are, hashed
// ones in a byte each.
type weights struct {
	task   Task
	dense  []float32 // structural features x classes
	hashed []row     // by bucket
	scale  float32   // of one step of hashed
	bits   uint      // 0: no hashed features
	brief  uint      // log2 of the buckets that texts written as news are have of their own; 0: none
	own    bool      // every target has n-grams of its own
	names  bool      // names count as words in n-grams
	sure   []float32 // what the scores of each kind of reply are multiplied by; nil: 1
	places *places   // words by the company they keep; nil where the model has none
	// temperatures are what scores are divided by, by situation; nil for 1.
	temperatures []float32
	// A model of a user's sample has these too; see [Sample].
	rarity  []uint8
	base    *weights        // the model for everybody
	words   *company        // the company that words keep
	targets map[uint64]bool // keys of those that have n-grams of their own
}

// buckets is 2^bits, 0 for none.
func buckets(bits uint) int {
	if bits == 0 {
		return 0
	}
	return 1 << bits
}

func (w *weights) briefBuckets() uint32 { return uint32(buckets(w.brief)) }

// cutOff is the quantile of the shipped models' weights above which they are
// cut off, so that the many small ones keep their differences. In a model of a
// sample the few largest are what the model for everybody says, which all
// others correct: there nothing is cut off.
const cutOff = 0.9995

// compact rounds a trained model to the form it is used in, with weights above
// the quantile q cut off. The features of m are those of an [Extractor] with
// the same bits.
func compact(task Task, bits uint, m *linear.Model, q float64) (*weights, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	k, n := len(task.Classes()), task.Structural()
	w := &weights{task: task, bits: bits, dense: m.W[:min(n*k, len(m.W)):min(n*k, len(m.W))]}
	want := n
	if bits > 0 {
		want += 1 << bits
	}
	if extra := m.Features - want; bits > 0 && extra > 1 && task == TargetStance {
		w.brief = uint(mathbits.Len(uint(extra)) - 1)
		want += buckets(w.brief)
	}
	if m.Classes != k || m.Features != want {
		return nil, fmt.Errorf("stance model of %d features and %d classes, want %d and %d", m.Features, m.Classes, want, k)
	}
	if bits == 0 {
		return w, nil
	}
	top := quantile(m.W[n*k:], q)
	w.scale = max(top/127, 1e-9)
	w.hashed = make([]row, want-n)
	for i := range want - n {
		for c := range k {
			x := math.Round(float64(m.W[(n+i)*k+c] / w.scale))
			w.hashed[i][c] = weight(max(-127, min(127, x)))
		}
	}
	return w, nil
}

// quantile is the q-quantile of the absolute values other than 0, from a
// histogram.
func quantile(xs []float32, q float64) float32 {
	var top float32
	for _, x := range xs {
		top = max(top, abs(x))
	}
	if top == 0 {
		return 0
	}
	const bins = 4096
	var count [bins + 1]int
	n := 0
	for _, x := range xs {
		if x != 0 {
			count[int(abs(x)/top*bins)]++
			n++
		}
	}
	left := int(float64(n) * (1 - q))
	for b := bins; b >= 0; b-- {
		if left -= count[b]; left < 0 {
			return top * float32(b+1) / bins
		}
	}
	return top
}

// structural adds the weighted structural features to z.
func (w *weights) structural(v *vector, z *scores) {
	k := w.task.classes()
	for _, f := range v.features {
		row := w.dense[int(f.ID)*k : int(f.ID)*k+k]
		for c, x := range row {
			z[c] += x * f.X
		}
	}
}

// of is what one structural feature contributes along a direction.
func (w *weights) of(f linear.Feature, along *scores) float64 {
	k := w.task.classes()
	sum := float32(0)
	for c := range k {
		sum += w.dense[int(f.ID)*k+c] * along[c]
	}
	return float64(sum * f.X)
}

// probabilities is the softmax of the first k scores.
func (z *scores) probabilities(k int) (p [maxClasses]float64) {
	top := float64(z[0])
	for c := 1; c < k; c++ {
		top = math.Max(top, float64(z[c]))
	}
	sum := 0.0
	for c := range k {
		p[c] = math.Exp(float64(z[c]) - top)
		sum += p[c]
	}
	for c := range k {
		p[c] /= sum
	}
	return p
}

func (z *scores) dot(along *scores) float64 {
	sum := z[0] * along[0]
	sum += z[1] * along[1]
	sum += z[2] * along[2]
	sum += z[3] * along[3]
	return float64(sum)
}

func (z *scores) add(o *scores) {
	for c := range z {
		z[c] += o[c]
	}
}
