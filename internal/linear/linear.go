// Package linear is multinomial logistic regression over sparse features:
// prediction for engines, training by L-BFGS for the tools that make their
// weights. Training is deterministic.
package linear

import (
	"fmt"
	"math"
)

// Feature is one entry of a sparse feature vector. The same ID may occur more
// than once in a row; its values add up.
type Feature struct {
	ID uint32
	X  float32
}

// Model holds one weight for each feature and class. The zero Model has no
// classes and scores nothing.
type Model struct {
	Classes  int // K
	Features int // D
	// W holds the weight of feature i for class k at i*Classes+k.
	W []float32
}

// New returns a model of zero weights.
func New(features, classes int) *Model {
	return &Model{Classes: classes, Features: features, W: make([]float32, features*classes)}
}

// Check reports whether the model's parts fit together.
func (m *Model) Check() error {
	if m.Classes < 2 || m.Features < 1 || len(m.W) != m.Classes*m.Features {
		return fmt.Errorf("linear model with %d features, %d classes and %d weights", m.Features, m.Classes, len(m.W))
	}
	for i, w := range m.W {
		if math.IsNaN(float64(w)) || math.IsInf(float64(w), 0) {
			return fmt.Errorf("linear model: weight %d is not a number", i)
		}
	}
	return nil
}

// Scores adds the weighted features to z, one score for each class. IDs out of
// range are passed over.
func (m *Model) Scores(fs []Feature, z []float64) {
	k := m.Classes
	for _, f := range fs {
		if int(f.ID) >= m.Features {
			continue
		}
		w := m.W[int(f.ID)*k : int(f.ID)*k+k]
		for c := range w {
			z[c] += float64(w[c] * f.X)
		}
	}
}

// Softmax turns scores into probabilities, in place.
func Softmax(z []float64) {
	top := math.Inf(-1)
	for _, v := range z {
		top = math.Max(top, v)
	}
	sum := 0.0
	for i, v := range z {
		z[i] = math.Exp(v - top)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
}
