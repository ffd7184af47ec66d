package classifier

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/scorertest"
	"github.com/undertone-project/undertone/internal/synthetic"
	"github.com/undertone-project/undertone/internal/text"
)

func TestConformance(t *testing.T) { scorertest.Run(t, New()) }

func lex(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shippedModel(t testing.TB) *Model {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func score(t testing.TB, s sentiment.Scorer, text string) sentiment.Score {
	t.Helper()
	got, err := s.Score(t.Context(), []sentiment.Text{{Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	return got[0]
}

// corpus is made texts of many shapes.
func corpus() []string {
	out := []string{sixty, strings.Repeat("so bad, so good! ", 40), "No NO no", "I don't like it and I never will, but she does."}
	for _, t := range scorertest.Texts() {
		out = append(out, t.Text)
	}
	for i := range 50 {
		out = append(out, fmt.Sprintf("Comment %d says the talks %s, and %s think so.", i, []string{"failed", "went well", "were dull"}[i%3], []string{"few", "we all"}[i%2]))
	}
	return out
}

// The fast sums must be what the list of features and the weights give.
func TestOddsAreTheFeatures(t *testing.T) {
	m := shippedModel(t)
	r := newReader(m, lex(t))
	for _, text := range corpus() {
		a := r.l.Analyse(r.w, text)
		z := r.odds(a)
		v := r.x.extract(r.w, a)
		for k := range z {
			want := m.bias[k]
			for _, f := range v.Sparse {
				want += m.scale * float64(m.cells[2*f.Bucket+uint32(k)]) * float64(f.Value)
			}
			for j, d := range v.Dense {
				want += m.dense[j][k] * float64(d)
			}
			if math.Abs(want-z[k]) > 1e-4 {
				t.Errorf("%.50q: log odds %d are %v, the features give %v", text, k, z[k], want)
			}
		}
	}
}

func TestEvidenceAddsUp(t *testing.T) {
	s := New()
	for _, text := range corpus() {
		got := score(t, s, text)
		if !got.Scored {
			continue
		}
		sum := 0.0
		for _, e := range got.Evidence {
			sum += e.Weight
		}
		if want := math.Log(got.Positive / got.Negative); math.Abs(sum-want) > 1e-6 {
			t.Errorf("%.50q: evidence adds up to %v, the log odds are %v", text, sum, want)
		}
	}
}

func TestEvidenceNamesTheWords(t *testing.T) {
	text := "The talks were not good, but the host was absolutely wonderful."
	got := score(t, New(), text)
	weight := map[string]float64{}
	for _, e := range got.Evidence {
		if e.Rule == "word" {
			weight[text[e.Span.Start:e.Span.End]] = e.Weight
		}
	}
	if weight["wonderful"] <= 0 || weight["wonderful"] <= weight["good"] {
		t.Errorf("evidence %+v", got.Evidence)
	}
}

// toy is a data set that can be learned, with words of no lexicon.
func toy(n int) []Example {
	var out []Example
	for i := range n {
		k := i % 3
		out = append(out, Example{Text: fmt.Sprintf("the %s number %d is %s", []string{"florp", "zamble", "quint"}[k], i, []string{"brill", "meeb", "wunk"}[k]),
			Label: k, Set: []string{"a", "b"}[i%2], Group: fmt.Sprint(i / 6)})
	}
	return out
}

func TestTrain(t *testing.T) {
	o := Options{Bits: 14, Seed: 3}
	one, err := Train(lex(t), toy(300), o)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Train(lex(t), toy(300), o)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := errors.Join(one.Model.Write(&a), two.Model.Write(&b)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give two models")
	}
	s := NewScorer("toy", one.Model)
	for k, text := range []string{"a florp and a brill", "one zamble, one meeb", "no quint without a wunk"} {
		got, err := s.Score(t.Context(), []sentiment.Text{{Text: text, Language: "en"}})
		if err != nil {
			t.Fatal(err)
		}
		if p := []float64{got[0].Negative, got[0].Neutral, got[0].Positive}; argmax(p) != k {
			t.Errorf("%q: %v, want class %d", text, p, k)
		}
	}
	right := 0
	for i, p := range one.HeldOut {
		if argmax(p) == i%3 {
			right++
		}
	}
	if right < 280 {
		t.Errorf("%d of 300 held-out examples are right", right)
	}
}

func argmax(p []float64) int {
	best := 0
	for k, v := range p {
		if v > p[best] {
			best = k
		}
	}
	return best
}

// A model trained from a base keeps what the base knows.
func TestTrainFromBase(t *testing.T) {
	base := shippedModel(t)
	tr, err := Train(lex(t), toy(300), Options{Base: base, Epochs: 3})
	if err != nil {
		t.Fatal(err)
	}
	s := NewScorer("mine", tr.Model)
	if got := score(t, s, "This is wonderful, thank you so much!"); got.Label() != sentiment.Positive {
		t.Errorf("after training: %+v", got)
	}
	if got := score(t, s, "the florp is brill, and the florp is here"); got.Label() != sentiment.Negative {
		t.Errorf("the new words are not learned: %+v", got)
	}
}

func TestTooFewExamples(t *testing.T) {
	if _, err := Train(lex(t), toy(12), Options{Bits: 12}); !errors.Is(err, ErrTooFew) {
		t.Errorf("error %v", err)
	}
}

func TestEmbedding(t *testing.T) {
	var texts []string
	for i := range 400 {
		texts = append(texts, fmt.Sprintf("we saw a %s florp at noon", []string{"zamble", "meeb"}[i%2]), fmt.Sprintf("they sold %s quint by night", []string{"brill", "wunk"}[i%2]))
	}
	e := Embed(lex(t), texts, EmbeddingOptions{Dim: 4, MinCount: 3, Window: 3, Iterations: 6, Seed: 1})
	near := func(a, b string) (s float32) {
		x, y := e.Vector(lexicon.Hash([]byte(a))), e.Vector(lexicon.Hash([]byte(b)))
		for j := range x {
			s += x[j] * y[j]
		}
		return s
	}
	if near("zamble", "meeb") < 0.8 || near("brill", "wunk") < 0.8 || near("zamble", "wunk") > 0.5 {
		t.Errorf("likeness %v %v, unlikeness %v", near("zamble", "meeb"), near("brill", "wunk"), near("zamble", "wunk"))
	}
	again := Embed(lex(t), texts, EmbeddingOptions{Dim: 4, MinCount: 3, Window: 3, Iterations: 6, Seed: 1})
	for _, h := range e.Words() {
		if !slices.Equal(e.Vector(h), again.Vector(h)) {
			t.Fatal("two runs give two embeddings")
		}
	}
}

func TestModelRoundTrip(t *testing.T) {
	m := shippedModel(t)
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), shipped) {
		t.Error("the shipped model is not what writing it gives")
	}
}

func TestModelRefused(t *testing.T) {
	var b bytes.Buffer
	small := quantise(newWeights(Options{Bits: 10}, 0, 0), 10, calibration{slope: 1})
	if err := small.Write(&b); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	if _, err := ReadModel(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, in, want string }{
		{"empty", "", "does not begin like one"},
		{"other file", "id,text,label\n", "does not begin like one"},
		{"cut", good[:len(good)-9], "damaged"},
		{"changed", good[:len(good)-9] + "!" + good[len(good)-8:], "damaged"},
		{"other task", strings.Replace(good, `"task":"sentiment"`, `"task":"stance"`, 1), `made for the task "stance"`},
		{"other labels", strings.Replace(good, `"neutral"`, `"none"`, 1), "its labels are"},
		{"other version", strings.Replace(good, `"version":3`, `"version":9`, 1), "version 9"},
		{"too many buckets", strings.Replace(good, `"bits":10`, `"bits":40`, 1), "2^40 buckets"},
		{"no header", magic + strings.Repeat("x", 1<<17), "header"},
	}
	for _, tt := range tests {
		_, err := ReadModel(strings.NewReader(tt.in))
		if !errors.Is(err, ErrModel) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzReadModel(f *testing.F) {
	var b bytes.Buffer
	if err := quantise(newWeights(Options{Bits: 10}, 0, 0), 10, calibration{slope: 1}).Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(magic + "{}\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if m, err := ReadModel(bytes.NewReader(in)); err == nil && len(m.cells) != 2<<m.Header.Bits {
			t.Fatal("a model of the wrong size")
		}
	})
}

func FuzzScore(f *testing.F) {
	for _, t := range scorertest.Texts() {
		f.Add(t.Text)
	}
	s := New()
	f.Fuzz(func(t *testing.T, text string) {
		if err := scorertest.Valid(text, score(t, s, text)); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// sixty is a comment of sixty words, the benchmark's unit.
const sixty = "I have read this article twice now and I still don't see what the author wants to say about the talks. " +
	"The first half was really interesting, but the second one is a mess, and nobody in the comments seems to notice it. " +
	"Thanks to @maria for the link! Is there a better source, perhaps with numbers? I would love to read more soon."

// comments are different texts of sixty words: what one text leaves in the
// caches is not what the next one needs.
func comments(n int) []sentiment.Text {
	words := strings.Fields(sixty)
	out := make([]sentiment.Text, n)
	for i := range out {
		w := append(append([]string(nil), words[i%len(words):]...), words[:i%len(words)]...)
		w[7] = fmt.Sprintf("name%c%c", 'a'+i%26, 'a'+i/26%26)
		out[i] = sentiment.Text{Text: strings.Join(w, " "), Language: "en", Brief: true}
	}
	return out
}

// BenchmarkScore scores batches of different comments, each again only after
// all others. The "tokens" beside it are what is least to do.
func BenchmarkScore(b *testing.B) {
	s := New()
	const batch, batches = 512, 16
	texts, size := make([]sentiment.Text, batch*batches), 0
	for i, c := range (synthetic.Comments{Words: 60}).Write(len(texts)) {
		texts[i] = sentiment.Text{Text: c, Language: "en", Brief: true}
		size += len(c)
	}
	out := make([]sentiment.Score, batch)
	var toks []text.Token
	for _, bb := range []struct {
		name string
		do   func(part []sentiment.Text)
	}{
		{"default", func(part []sentiment.Text) {
			if err := s.ScoreInto(b.Context(), out, part); err != nil || !out[0].Scored {
				b.Fatal(err)
			}
		}},
		{"tokens", func(part []sentiment.Text) {
			for i := range part {
				toks = text.Tokens(toks[:0], part[i].Text)
			}
		}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			for k := range batches {
				bb.do(texts[k*batch : (k+1)*batch])
			}
			b.SetBytes(int64(size / batches))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				k := n / batch % batches
				bb.do(texts[k*batch : (k+1)*batch])
				n += batch
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}

func BenchmarkExplain(b *testing.B) {
	s := New()
	texts := comments(64)
	for i := range texts {
		texts[i].Brief = false
	}
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Score(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
		n += len(texts)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "comments/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := ReadModel(bytes.NewReader(shipped)); err != nil {
			b.Fatal(err)
		}
	}
}
