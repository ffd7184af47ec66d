package stancedetect

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/targets"
)

// Name is the engine's name as given with --stance.
const Name = "rules"

// Detector finds stances toward targets and toward parents. It is safe for
// concurrent use.
type Detector struct {
	name   string
	target *weights
	reply  *weights
	pool   sync.Pool // of *scratch
}

var (
	_ stance.Detector      = (*Detector)(nil)
	_ stance.ReplyDetector = (*Detector)(nil)
)

// scratch is the memory of one text's analysis, used again for the next.
type scratch struct {
	text, parent *prose
	shelf        shelf
	long         [2]prose // texts and parents too long for the shelf
	edited       bool     // the text is written as news are
	found        []targets.Mention
	byTarget     [][]mention
	views        []targetView
	taken        []int    // the targets that the text takes up
	stems        []uint64 // of the text's words, where stemmed is set
	stemmed      bool
	vec          vector
	tone         tone
	whole, part  grams // of the text, of one target in it
	spare        grams // for the model that a model of one's own sample builds on
	claims       []claim
	claimed      []int32 // for each structural feature, its first claim plus 1
	ranking      ranking
	byWord       []float64         // what rests on each word
	block        []thread.Evidence // room for evidence
	rivals       []targetView
	signs        signs
	manner       replyManner
}

// New returns the engine with the weights that come with the program.
func New() *Detector {
	m := rulesModel()
	return newDetector(Name, m.target, m.reply)
}

func newDetector(name string, target, reply *weights) *Detector {
	d := &Detector{name: name, target: target, reply: reply}
	d.pool.New = func() any { return new(scratch) }
	return d
}

// Name is the engine's name.
func (d *Detector) Name() string { return d.name }

// Detect gives for each text the stances toward the targets that it takes up:
// those it names, those whose name it shares a content word with, and those
// whose rival (see stance.Target.Opposes) it names. Texts in a language other
// than English get none.
func (d *Detector) Detect(ctx context.Context, texts []stance.Text, list []stance.Target) ([][]stance.Stance, error) {
	out := make([][]stance.Stance, len(texts))
	abouts, finder := aboutTargets(list), targets.NewFinder(list)
	sc := d.pool.Get().(*scratch)
	defer d.pool.Put(sc)
	for i, t := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !d.target.supports(t.Language) {
			continue
		}
		sc.look(t.Text, abouts, finder)
		sc.taken = sc.taken[:0]
		for j := range sc.views {
			if sc.takesUp(j) {
				sc.taken = append(sc.taken, j)
			}
		}
		if len(sc.taken) == 0 {
			continue
		}
		d.weighText(sc)
		out[i] = make([]stance.Stance, len(sc.taken))
		for k, j := range sc.taken {
			out[i][k] = d.decide(sc, j)
		}
	}
	return out, nil
}

// Judge gives the stance of each text toward one target, targets[i] for
// texts[i], also where the text does not name it: what a coded sample asks.
func (d *Detector) Judge(ctx context.Context, texts []stance.Text, list []stance.Target) ([]stance.Stance, error) {
	out := make([]stance.Stance, len(texts))
	sc := d.pool.Get().(*scratch)
	defer d.pool.Put(sc)
	for i, t := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i].Target = list[i].Name
		if d.target.supports(t.Language) {
			one := list[i : i+1]
			sc.look(t.Text, aboutTargets(one), targets.NewFinder(one))
			d.weighText(sc)
			out[i] = d.decide(sc, 0)
		}
	}
	return out, nil
}

// JudgeAmong gives the stance of a text toward list[0], named or not, with
// the others as its context.
func (d *Detector) JudgeAmong(ctx context.Context, t stance.Text, list []stance.Target) (stance.Stance, error) {
	if err := ctx.Err(); err != nil || len(list) == 0 || !d.target.supports(t.Language) {
		return stance.Stance{}, err
	}
	sc := d.pool.Get().(*scratch)
	defer d.pool.Put(sc)
	sc.look(t.Text, aboutTargets(list), targets.NewFinder(list))
	d.weighText(sc)
	return d.decide(sc, 0), nil
}

// supports reports whether the model knows words of this language: English,
// or whatever its user's sample is written in.
func (w *weights) supports(language string) bool {
	if w.base != nil {
		return true
	}
	l := strings.ToLower(language)
	return l == "" || l == "und" || l == "en" || strings.HasPrefix(l, "en-")
}

// look analyses a text and finds its attitudes toward every target.
func (sc *scratch) look(s string, abouts []about, finder *targets.Finder) {
	p := sc.read(s, 0)
	sc.text = p
	sc.edited = p.edited()
	for len(sc.byTarget) < len(abouts) {
		sc.byTarget = append(sc.byTarget, nil)
		sc.views = append(sc.views, targetView{})
	}
	sc.byTarget, sc.views = sc.byTarget[:len(abouts)], sc.views[:len(abouts)]
	for i := range sc.byTarget {
		sc.byTarget[i] = sc.byTarget[i][:0]
	}
	sc.found = finder.FindHashed(sc.found[:0], s, p.toks, p.hashed)
	p.locate(sc.byTarget, sc.found)
	sc.stemmed = false
	for i := range abouts {
		if a := &abouts[i]; len(sc.byTarget[i]) == 0 && a.mayBePartial() {
			sc.byTarget[i] = p.partials(sc.byTarget[i], a, sc.textStems())
		}
	}
	p.carry(sc.byTarget)
	p.nearest()
	for i := range abouts {
		v := &sc.views[i]
		v.about, v.mentions = &abouts[i], sc.byTarget[i]
		p.view(v)
	}
	sc.tone = p.textTone()
}

// read analyses a text, or a parent where which is 1.
func (sc *scratch) read(s string, which int) *prose {
	if len(s) > maxKept {
		sc.long[which].read(s)
		return &sc.long[which]
	}
	p := sc.shelf.read(s)
	p.unname()
	return p
}

// weighText sums up the hashed features that all targets share.
func (d *Detector) weighText(sc *scratch) {
	if d.target.bits > 0 && d.target.base == nil {
		sc.whole.start(d.target, len(sc.text.words))
		sc.text.textGrams(&sc.whole)
		sc.indexPlaces(d.target)
		if d.target.places != nil {
			sc.text.textPlaces(&sc.whole)
		}
	}
}

// indexPlaces looks up the words of the text in the model, where it has
// places.
func (sc *scratch) indexPlaces(w *weights) {
	if w.places != nil {
		sc.text.index(w.places.lexis)
	}
}

// textStems are the stems of the text's words, made when first asked for.
func (sc *scratch) textStems() []uint64 {
	if !sc.stemmed {
		sc.stems, sc.stemmed = sc.text.stems(sc.stems[:0]), true
	}
	return sc.stems
}

// stems appends the stem of every word, 0 for other tokens.
func (p *prose) stems(dst []uint64) []uint64 {
	for i := range p.words {
		w := &p.words[i]
		h := w.hash
		if w.End-w.Start > 4 {
			h = stem(w.In(p.s))
		}
		dst = append(dst, h)
	}
	return dst
}

// takesUp reports whether the text has anything to do with target j.
func (sc *scratch) takesUp(j int) bool {
	v := &sc.views[j]
	if len(v.mentions) > 0 {
		return true
	}
	for _, o := range v.opposes {
		if len(sc.views[o].mentions) > 0 {
			return true
		}
	}
	// A topic is often discussed without its name in full.
	return (v.policy || v.page) && sc.sharesStem(v.about)
}

// sharesStem reports whether the text holds a content word of the name.
func (sc *scratch) sharesStem(a *about) bool {
	for _, s := range a.stems {
		if slices.Contains(sc.textStems(), s) {
			return true
		}
	}
	return false
}

// others counts the targets besides j that the text names.
func (sc *scratch) others(j int) int {
	n := 0
	for i := range sc.views {
		if i != j && len(sc.views[i].mentions) > 0 {
			n++
		}
	}
	return n
}

// gain is what the n-grams of the whole text count for target j; in a model
// that tells names apart they count in full.
func (sc *scratch) gain(j int, names bool) float32 {
	if !names && sc.others(j) > 0 {
		return sharedGain
	}
	return 1
}

// features fills sc.vec for target j.
func (sc *scratch) features(j int) {
	v := &sc.views[j]
	sc.vec.reset()
	rivals := sc.rivals[:0]
	others := sc.others(j)
	for _, o := range v.opposes {
		rivals = append(rivals, sc.views[o])
	}
	sc.rivals = rivals
	var stems []uint64
	if len(v.mentions) == 0 {
		stems = sc.textStems()
	}
	sc.text.structural(&sc.vec, v, sc.tone, rivals, others, stems)
	shift := uint32(targetDense)
	switch sc.style(j) {
	case 0:
		return
	case unnamedStyle:
		shift *= 2
	}
	for i, f := range sc.vec.features {
		sc.vec.add(f.ID+shift, f.X, sc.vec.spans[i])
	}
}

// styledGrams enters the hashed features of target j into g, those of the
// whole text for its style only: weighText has weighed them for all.
func (sc *scratch) styledGrams(g *grams, j int, names bool) {
	if g.style = sc.style(j); g.style != 0 {
		if gain := sc.gain(j, names); gain > 0 {
			g.only, g.gain = true, gain
			sc.text.textGrams(g)
			if g.w.places != nil && g.style == briefStyle {
				sc.text.textPlaces(g)
			}
			g.only, g.gain = false, 1
		}
	}
	sc.text.targetGrams(g, &sc.views[j], sc.tone)
	if g.w.places != nil {
		sc.text.nearPlaces(g, sc.views[j].mentions)
	}
	g.style = 0
}

// favorOverAgainst is the direction that a stance's evidence is given in.
var favorOverAgainst = scores{1, -1}

// decide scores target j of the text that sc looked at.
func (d *Detector) decide(sc *scratch, j int) stance.Stance {
	sc.features(j)
	v := &sc.views[j]
	var z scores
	d.target.structural(&sc.vec, &z)
	if d.target.bits > 0 {
		sc.part.start(d.target, len(sc.text.words))
		if d.target.base != nil {
			own := uint64(0)
			if d.target.targets[v.key] {
				own = v.key
			}
			sc.whole.start(d.target, len(sc.text.words))
			sc.sampleGrams(&sc.part, j, d.target.rarity, d.target.words, own, sc.zeroShot(d.target.base, j))
		} else {
			sc.styledGrams(&sc.part, j, d.target.names)
		}
		whole, gain := sc.whole.z, sc.gain(j, d.target.names)
		for c := range whole {
			whole[c] *= gain
		}
		z.add(&whole)
		z.add(&sc.part.z)
	}
	sure := d.target.certainty(sc, j)
	for c := range z {
		z[c] *= sure
	}
	for i := range sc.vec.features {
		sc.vec.features[i].X *= sure
	}
	p := z.probabilities(3)
	s := stance.Stance{Target: v.target.Name, Favor: p[0], Against: p[1]}
	s.None = max(0, 1-s.Favor-s.Against)
	for _, m := range v.mentions {
		s.Mentioned = s.Mentioned || m.kind == named || m.kind == implied
	}
	s.Evidence = d.targetEvidence(sc, v, [2]float64{float64(sure * sc.gain(j, d.target.names)), float64(sure)})
	return s
}
