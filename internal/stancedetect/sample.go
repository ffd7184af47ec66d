package stancedetect

import (
	"fmt"
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/linear"
)

// Models of a user's coded sample have features that the models for everybody
// have not: runs of letters over the whole text, weighted by how rare they are
// in the sample, once for all targets and once for each; what the model
// that comes with the program says (stacking, Wolpert 1992); and, for targets,
// the company that the words keep elsewhere (company.go).
const (
	minRun, maxRun = 2, 5
	// rarityStep is one step of a stored rarity, the logarithm of rows over
	// rows that hold the run.
	rarityStep = 1.0 / 16
	// sharedRuns is what a run counts for all targets, beside 1 for its own.
	sharedRuns = 0.7
	// plainGain is what the n-grams of the models for everybody count.
	plainGain = 0.3
	// priorGain is what a target's own prior counts.
	priorGain = 0.5
	// leastRows is how many rows must hold a run for it to count.
	leastRows = 2
)

// Sample is what a model of one's own sample has beside its weights.
type Sample struct {
	// Rarity holds, for each bucket, how rare its runs of letters are, in
	// steps of 1/16 of the natural logarithm; 0 for those that do not count.
	Rarity []uint8
	// Targets are those of the sample where each has n-grams of its own.
	Targets []string
}

// NewSample counts the runs of letters of a sample's texts.
func NewSample(bits uint, texts, targetNames []string) *Sample {
	var g grams
	g.mask = 1<<bits - 1
	var p prose
	rows := make([]uint32, 1<<bits)
	for _, s := range texts {
		p.read(s)
		p.runs(&g)
		for _, e := range g.list {
			rows[e.id]++
		}
	}
	out := &Sample{Rarity: make([]uint8, 1<<bits), Targets: targetNames}
	for i, n := range rows {
		if n >= leastRows {
			steps := math.Log(float64(len(texts))/float64(n)) / rarityStep
			out.Rarity[i] = uint8(min(255, math.Round(steps)))
		}
	}
	return out
}

// NewSampleModel is [NewModel] for the features of an extractor made by
// [Extractor.Sample].
func NewSampleModel(task Task, bits uint, s *Sample, m *linear.Model, data []Data) (*Model, error) {
	out, err := newModel(task, bits, len(s.Targets) > 0, true, m, data, 1)
	if err != nil {
		return nil, err
	}
	base, err := defaultModels()
	if err != nil {
		return nil, err
	}
	out.Sample, out.Base, out.Targets = true, base.sums[task], s.Targets
	if task == TargetStance {
		words, err := companyOfWords()
		if err != nil {
			return nil, err
		}
		out.Company = words.sum
	}
	out.w.rarity = s.Rarity
	return out, out.rest()
}

// rest sets up what a model of a sample needs beside its weights.
func (m *Model) rest() error {
	base, err := defaultModels()
	if err != nil {
		return err
	}
	task := m.w.task
	another := fmt.Errorf("%w: made by another version of this program: train it again", ErrModel)
	if m.Base != base.sums[task] {
		return another
	}
	m.w.base = base.reply
	if task == TargetStance {
		m.w.base = base.target
		if m.w.words, err = companyOfWords(); err != nil {
			return err
		}
		if m.Company != m.w.words.sum {
			return another
		}
	}
	m.w.targets = targetKeys(m.Targets)
	return nil
}

func targetKeys(names []string) map[uint64]bool {
	out := map[uint64]bool{}
	for _, n := range names {
		out[targetKey(n)] = true
	}
	return out
}

// zeroShot is what the model for everybody says of target j, whose structural
// features stand in sc.vec.
func (sc *scratch) zeroShot(base *weights, j int) [maxClasses]float64 {
	var z scores
	base.structural(&sc.vec, &z)
	g := &sc.spare
	g.start(base, len(sc.text.words))
	g.gain, g.style = sc.gain(j, base.names), sc.style(j)
	if base.places != nil {
		sc.text.index(base.places.lexis)
	}
	if g.gain > 0 {
		sc.text.textGrams(g)
		if base.places != nil {
			sc.text.textPlaces(g)
		}
	}
	g.gain = 1
	sc.text.targetGrams(g, &sc.views[j], sc.tone)
	if base.places != nil {
		sc.text.nearPlaces(g, sc.views[j].mentions)
	}
	z.add(&g.z)
	return z.probabilities(len(TargetStance.Classes()))
}

// zeroShotReply is the same for a reply.
func (sc *scratch) zeroShotReply(base *weights) [maxClasses]float64 {
	var z scores
	base.structural(&sc.vec, &z)
	g := &sc.spare
	g.start(base, len(sc.text.words))
	sc.replyGrams(g)
	z.add(&g.z)
	for c := range z {
		z[c] *= base.sureness(sc.calibrated())
	}
	return z.probabilities(len(ReplyStance.Classes()))
}

// sampleGrams enters the hashed features of a model of one's own sample for
// target j.
func (sc *scratch) sampleGrams(g *grams, j int, rarity []uint8, words *company, own uint64, zero [maxClasses]float64) {
	g.gain = plainGain
	sc.text.textGrams(g)
	sc.text.targetGrams(g, &sc.views[j], sc.tone)
	g.gain = 1
	sc.text.rareRuns(g, rarity, own)
	g.enterCompany(words, sc.text, own)
	g.beside(zero, own)
}

// sampleReplyGrams is the same for a reply.
func (sc *scratch) sampleReplyGrams(g *grams, rarity []uint8, zero [maxClasses]float64) {
	g.gain = plainGain
	sc.replyGrams(g)
	g.gain = 1
	sc.text.rareRuns(g, rarity, 0)
	g.beside(zero, 0)
}

// runs collects the runs of letters of the text, each once, in g.list, with the
// word in which it ends. White space counts as one space.
func (p *prose) runs(g *grams) {
	g.begin(gRun)
	h, n, at := uint64(0), 0, 0
	step := func(c byte, word int) {
		if h, n = h<<8|uint64(c), n+1; n < minRun {
			return
		}
		for k := minRun; k <= min(maxRun, n); k++ {
			g.add(h&(1<<(8*k)-1)*0x9e3779b97f4a7c15, word)
		}
	}
	s := p.s[:min(len(p.s), 10*maxGrams)]
	space := true
	for i := range len(s) {
		c := s[i]
		for at+1 < len(p.words) && p.words[at+1].Start <= i {
			at++
		}
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			if !space {
				step(' ', at)
			}
			space = true
			continue
		}
		space = false
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		step(c, at)
	}
	g.once()
}

// once leaves one of each bucket, in the order of the buckets.
func (g *grams) once() {
	slices.SortFunc(g.list, func(a, b gram) int {
		if a.id != b.id {
			return int(int64(a.id) - int64(b.id))
		}
		return int(a.at - b.at)
	})
	g.list = slices.CompactFunc(g.list, func(a, b gram) bool { return a.id == b.id })
}

// rareRuns enters the runs of letters that count, by their rarity; own is the
// target's key where it has n-grams of its own, else 0.
func (p *prose) rareRuns(g *grams, rarity []uint8, own uint64) {
	if len(p.words) == 0 {
		return
	}
	p.runs(g)
	norm := 0.0
	for _, e := range g.list {
		x := float64(rarity[e.id]) * rarityStep
		norm += x * x
	}
	if norm == 0 {
		return
	}
	scale := float32(rarityStep / math.Sqrt(norm))
	for _, e := range g.list {
		if rarity[e.id] == 0 {
			continue
		}
		x := float32(rarity[e.id]) * scale
		g.emit(e.id, int(e.at), x*sharedRuns)
		if own != 0 {
			g.emit(g.bucket(mix(own, uint64(e.id))), int(e.at), x)
		}
	}
}

// beside enters what the model for everybody says, and a target's prior.
func (g *grams) beside(p [maxClasses]float64, own uint64) {
	g.begin(gBeside)
	for c, x := range p {
		if x == 0 {
			continue
		}
		g.emit(g.bucket(uint64(c)+1), -1, float32(x))
		if own != 0 {
			g.emit(g.bucket(mix(own, uint64(c)+1)), -1, float32(x))
		}
	}
	if own != 0 {
		g.emit(g.bucket(mix(own, 99)), -1, priorGain)
	}
}
