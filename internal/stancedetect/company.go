package stancedetect

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed" // the words
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/undertone-project/undertone/internal/text"
)

// Models of one's own sample of stances toward targets also know the company
// that words keep: a sample has few of the words that the texts to come will
// have, but words of the same company as most of them. What the words of a text
// have in common, the mean of their places by rarity, is a feature for each
// dimension, once for all targets and once for each.

//go:embed model/words.bin
var wordsFile []byte

const (
	// companyGain is what the company of words counts beside the n-grams, chosen
	// by cross-validation.
	companyGain = 0.25
	// wordsDim is the number of dimensions of the words that come with the
	// program, and rarest the greatest rarity that counts.
	wordsDim = 64
	rarest   = 6
)

// rarityUnit is one step of a stored rarity, the logarithm of texts over texts
// that hold the word.
const rarityUnit = 1.0 / 32

// company holds the places of words, as they come with the program.
type company struct {
	*lexis
	rarity []uint8 // in rarityUnits, at most rarest
	rows   []int8  // wordsDim for each word; only their directions matter
	sum    string  // checksum of all
}

// companyOfWords reads the words that come with the program, on first use.
var companyOfWords = sync.OnceValues(func() (*company, error) { return readCompany(wordsFile) })

// WriteWords writes places in the form that models of one's own sample use,
// compressed: the number of words, their keys, their rarities, and a byte for
// each dimension.
func (p *Places) WriteWords(out io.Writer) error {
	if p.dim != wordsDim {
		return fmt.Errorf("places of %d dimensions, want %d", p.dim, wordsDim)
	}
	var top float32
	for _, row := range p.rows {
		for _, x := range row {
			top = max(top, abs(x))
		}
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(p.rows)))
	for _, k := range p.lexis.keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	for _, n := range p.rarity {
		b = append(b, uint8(math.Round(min(float64(n), rarest)/rarityUnit)))
	}
	for _, row := range p.rows {
		for _, x := range row {
			b = append(b, uint8(int8(math.Round(float64(x/top*127)))))
		}
	}
	z, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	_, err = z.Write(b)
	return errors.Join(err, z.Close())
}

func readCompany(file []byte) (*company, error) {
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("embedded words: %w", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("embedded words: %w", err)
	}
	const perWord = 4 + 1 + wordsDim
	if len(b) < 4 || len(b) != 4+perWord*int(binary.LittleEndian.Uint32(b)) {
		return nil, errors.New("embedded words: cut off")
	}
	sum := sha256.Sum256(b)
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	c := &company{rarity: b[4*n : 5*n], rows: make([]int8, n*wordsDim), sum: hex.EncodeToString(sum[:])}
	keys := make([]uint32, n)
	for i := range keys {
		keys[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	c.lexis = newLexis(keys)
	for i, x := range b[5*n:] {
		c.rows[i] = int8(x)
	}
	return c, nil
}

// known are the words of a text that have a place: where they stand, and what
// each counts.
type known struct {
	at    int
	place int
	x     float32
}

// of finds the words of a text that have a place, each with its rarity, and
// scales them so that the sum of their places has unit length.
func (c *company) of(p *prose, dst []known) []known {
	dst = dst[:0]
	var sum [wordsDim]float32
	for i := range min(len(p.words), maxGrams) {
		w := &p.words[i]
		h := w.gram()
		if w.kind == text.Hashtag {
			h = hashWord(w.In(p.s)[1:])
		}
		at := c.find(h)
		if at < 0 {
			continue
		}
		x := float32(c.rarity[at]) * rarityUnit
		dst = append(dst, known{i, int(at), x})
		for j, v := range c.row(int(at)) {
			sum[j] += x * float32(v)
		}
	}
	norm := 0.0
	for _, v := range sum {
		norm += float64(v) * float64(v)
	}
	if norm == 0 {
		return dst[:0]
	}
	for i := range dst {
		dst[i].x /= float32(math.Sqrt(norm))
	}
	return dst
}

func (c *company) row(i int) []int8 { return c.rows[i*wordsDim : (i+1)*wordsDim] }

// enterCompany enters the company of the words of p, for all targets and for the
// one with the key own; 0: for all alone.
func (g *grams) enterCompany(c *company, p *prose, own uint64) {
	g.begin(gCompany)
	g.known = c.of(p, g.known)
	if g.vec != nil {
		g.collectCompany(c, own)
		return
	}
	// The weights of a place are those of its dimensions together.
	var dims [wordsDim]scores
	for j := range dims {
		g.addWeights(&dims[j], g.bucket(uint64(j)+1))
		if own != 0 {
			g.addWeights(&dims[j], g.bucket(mix(own, uint64(j)+1)))
		}
	}
	for _, k := range g.known {
		var y scores
		for j, v := range c.row(k.place) {
			x := float32(v)
			for i := range y {
				y[i] += dims[j][i] * x
			}
		}
		for i := range y {
			y[i] *= k.x * companyGain * g.w.scale
		}
		g.z.add(&y)
		g.shares[k.at+1].add(&y)
	}
}

func (g *grams) addWeights(s *scores, id uint32) {
	for i, w := range g.w.hashed[id] {
		s[i] += w.float()
	}
}

// collectCompany sums up the places, for training.
func (g *grams) collectCompany(c *company, own uint64) {
	var sum [wordsDim]float32
	for _, k := range g.known {
		for j, v := range c.row(k.place) {
			sum[j] += k.x * float32(v)
		}
	}
	for j, x := range sum {
		if x == 0 {
			continue
		}
		g.emit(g.bucket(uint64(j)+1), -1, x*companyGain)
		if own != 0 {
			g.emit(g.bucket(mix(own, uint64(j)+1)), -1, x*companyGain)
		}
	}
}
