package stancedetect

import (
	"bytes"
	"math"
	"testing"

	"github.com/undertone-project/undertone/internal/linear"
)

func TestCompanyOfWords(t *testing.T) {
	c, err := companyOfWords()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.keys) < 10_000 || len(c.keys) != len(c.rarity) || len(c.rows) != wordsDim*len(c.keys) {
		t.Fatalf("%d words, %d rarities, %d numbers", len(c.keys), len(c.rarity), len(c.rows))
	}
	cosine := func(a, b string) float64 {
		var dot, x, y float64
		v, w := c.row(int(c.find(hashWord(a)))), c.row(int(c.find(hashWord(b))))
		for j := range v {
			dot += float64(v[j]) * float64(w[j])
			x += float64(v[j]) * float64(v[j])
			y += float64(w[j]) * float64(w[j])
		}
		return dot / math.Sqrt(x*y)
	}
	if near, far := cosine("taxes", "spending"), cosine("taxes", "banana"); near < far+0.2 {
		t.Errorf("cosine of taxes with spending %.2f, with banana %.2f", near, far)
	}
	if the, rare := c.rarity[c.find(hashWord("the"))], c.rarity[c.find(hashWord("banana"))]; the >= rare {
		t.Errorf("rarity %d of the, %d of banana", the, rare)
	}
	for _, damaged := range [][]byte{nil, wordsFile[:100], wordsFile[:len(wordsFile)-20]} {
		if _, err := readCompany(damaged); err == nil {
			t.Errorf("%d bytes of the words were read without error", len(damaged))
		}
	}
}

func TestWriteWords(t *testing.T) {
	p := somePlaces(t)
	var b bytes.Buffer
	if err := p.WriteWords(&b); err == nil {
		t.Errorf("places of %d dimensions were written", p.dim)
	}
	for i, row := range p.rows {
		p.rows[i] = append(row, make([]float32, wordsDim-p.dim)...)
	}
	p.dim = wordsDim
	if err := p.WriteWords(&b); err != nil {
		t.Fatal(err)
	}
	c, err := readCompany(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range p.lexis.keys {
		if c.keys[i] != k || math.Abs(float64(c.rarity[i])*rarityUnit-float64(p.rarity[i])) > rarityUnit {
			t.Errorf("word %d: key %x rarity %d, want %x %.2f", i, c.keys[i], c.rarity[i], k, p.rarity[i])
		}
		for j, x := range c.row(i)[:4] {
			if float64(x)*float64(p.rows[i][j]) < 0 {
				t.Errorf("word %d, dimension %d: %d for %.2f", i, j, x, p.rows[i][j])
			}
		}
	}
}

// What is weighed at once, word by word, is what training summed up.
func TestCompanyWeighsAsTrained(t *testing.T) {
	c, err := companyOfWords()
	if err != nil {
		t.Fatal(err)
	}
	const bits = 10
	m := linear.New(TargetStance.Structural()+1<<bits, 3)
	for i := range m.W {
		m.W[i] = float32(i%29)/29 - 0.5
	}
	w, err := compact(TargetStance, bits, m, 1)
	if err != nil {
		t.Fatal(err)
	}
	var p prose
	p.read("We pay too much in taxes, and the #council gives nothing back!")
	for _, own := range []uint64{0, 77} {
		var at grams
		at.start(w, len(p.words))
		at.enterCompany(c, &p, own)
		var v vector
		sum := grams{vec: &v, mask: 1<<bits - 1}
		sum.enterCompany(c, &p, own)
		var want scores
		for _, f := range v.features {
			for k, x := range w.hashed[f.ID] {
				want[k] += x.float() * w.scale * f.X
			}
		}
		var shares scores
		for _, s := range at.shares {
			shares.add(&s)
		}
		for k := range want {
			if d := math.Abs(float64(want[k] - at.z[k])); d > 1e-5 {
				t.Errorf("own %d, class %d: %v, trained on %v", own, k, at.z, want)
			}
			if d := math.Abs(float64(shares[k] - at.z[k])); d > 1e-5 {
				t.Errorf("own %d, class %d: words have %v of %v", own, k, shares, at.z)
			}
		}
		if at.z == (scores{}) {
			t.Error("no word of the text is known")
		}
	}
}
