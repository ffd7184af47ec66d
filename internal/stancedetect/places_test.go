package stancedetect

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/embedding"
	"github.com/undertone-project/undertone/internal/linear"
)

// somePlaces learns places from made texts, in which the first words of each
// pair keep the same company.
func somePlaces(t testing.TB) *Places {
	t.Helper()
	var texts []string
	for i := range 200 {
		texts = append(texts, fmt.Sprintf("the mayor has %s us all again", []string{"zambled", "meebed"}[i%2]), fmt.Sprintf("one %s pear and a plum", []string{"brill", "wunky"}[i%2]))
	}
	return LearnPlaces(texts, embedding.Options{Dim: 4, MinCount: 3, Window: 3, Iterations: 6, Seed: 1})
}

// placedModel makes a model with places, and the same before it was folded
// and rounded.
func placedModel(t testing.TB, p *Places) (*Model, *linear.Model) {
	t.Helper()
	const bits = 4
	n := TargetStance.Structural() + 1<<bits + 1<<(bits-1)
	m := linear.New(n+p.Features(), 3)
	for i := range m.W {
		m.W[i] = float32(i%13)/13 - 0.5
	}
	out, err := NewModel(TargetStance, bits, false, false, &linear.Model{Classes: 3, Features: n, W: m.W[:3*n]}, nil)
	if err != nil {
		t.Fatal(err)
	}
	out.SetPlaces(p, m.W[3*n:])
	out.SetTemperatures([]float32{2, 2, 2, 2, 2, 2})
	return out, m
}

// TestPlacesFold checks that a model says what it said in training, when the
// places were features, and that it says the same of words of one company.
func TestPlacesFold(t *testing.T) {
	p := somePlaces(t)
	m, whole := placedModel(t, p)
	list := []stance.Target{{Name: "Norland"}}
	var got []float64
	for _, s := range []string{"Norland has not zambled us all. The mayor is here.", "Norland has not meebed us all. The mayor is here.",
		"Norland has not zambled us all.", "“Norland has not meebed us all.”"} {
		st, err := Only(m, nil).JudgeAmong(context.Background(), stance.Text{Text: s}, list)
		if err != nil {
			t.Fatal(err)
		}
		z := make([]float64, 3)
		whole.Scores(NewExtractor(4).Brief(3).Places(p).Target(s, list), z)
		for c := range z {
			z[c] /= 2 // the temperature
		}
		linear.Softmax(z)
		if math.Abs(z[0]-st.Favor) > 0.02 || math.Abs(z[1]-st.Against) > 0.02 {
			t.Errorf("%q: %.3f %.3f in training, %.3f %.3f in use", s, z[0], z[1], st.Favor, st.Against)
		}
		odds, sum := math.Log(st.Favor/st.Against), 0.0
		for _, e := range st.Evidence {
			sum += e.Weight
		}
		if math.Abs(odds-sum) > 0.01 {
			t.Errorf("%q: log odds %.4f, evidence %.4f", s, odds, sum)
		}
		got = append(got, st.Favor)
	}
	other, err := Only(m, nil).JudgeAmong(context.Background(), stance.Text{Text: "Norland has not pear us all. The mayor is here."}, list)
	if err != nil {
		t.Fatal(err)
	}
	if d, far := math.Abs(got[0]-got[1]), math.Abs(got[0]-other.Favor); d > far {
		t.Errorf("a word of the same company changes %.4f, another %.4f", d, far)
	}
}

func TestPlacesRoundTrip(t *testing.T) {
	m, _ := placedModel(t, somePlaces(t))
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := ReadModel(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, got, cmp.AllowUnexported(Model{}, weights{}, places{}, lexis{})); d != "" {
		t.Errorf("(-written +read):\n%s", d)
	}
	good := b.String()
	for name, s := range map[string]string{
		"fewer words": strings.Replace(good, `"words":`, `"words":-`, 1), "many words": strings.Replace(good, `"words":`, `"words":99999999`, 1),
		"temperature": strings.Replace(good, `"temperatures":[2,`, `"temperatures":[0,`, 1),
		"situations":  strings.Replace(good, `"temperatures":[2,`, `"temperatures":[`, 1),
		"buckets":     strings.Replace(good, `"brief_bits":3`, `"brief_bits":60`, 1),
		"scales":      strings.Replace(good, `"word_scales":[`, `"word_scales":[1,`, 1),
	} {
		if _, err := ReadModel(strings.NewReader(s)); err == nil || s == good {
			t.Errorf("%s: read", name)
		}
	}
}
