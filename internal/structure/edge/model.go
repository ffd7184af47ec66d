package edge

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/internal/forest"
)

// Dim is the number of weights of one order's model.
const Dim = numCues*int(numSlots) + numPairs*2

// Weights are the weights of the model for one order of comments, laid out as
// cue after cue, then pair after pair, each with its slots.
type Weights [Dim]float64

// cueAt and pairAt are the places of a feature's weight.
func cueAt(cue int, s slot) int { return cue*int(numSlots) + int(s) }

func pairAt(pair int, s slot) int { return numCues*int(numSlots) + pair*2 + int(s) - 1 }

// Model is a trained model.
type Model struct {
	DepthFirst, Time Weights
	// Words are the weights of the first words of a comment (see
	// [View.WordFeatures]) for its being a reply to a comment rather than to
	// the post. They are the same in both orders.
	Words map[string]float64
	Kinds Kinds
	// Temperature divides the scores, so that probabilities are calibrated: one
	// for each order.
	TempDepthFirst, TempTime float64
}

// Name is the name of weight k, such as "handle/previous".
func Name(k int) string {
	if k < numCues*int(numSlots) {
		return cueNames[k/int(numSlots)] + "/" + slotNames[k%int(numSlots)]
	}
	k -= numCues * int(numSlots)
	return "pair:" + pairNames[k/2] + "/" + slotNames[1+k%2]
}

//go:embed weights.tsv
var embedded string

// Default is the model that undertone ships with.
var Default = sync.OnceValue(func() *Model {
	m, err := ReadModel(strings.NewReader(embedded))
	if err != nil {
		panic("the embedded weights are damaged: " + err.Error()) // a test reads them
	}
	return m
})

// ReadModel reads a model as [Model.Write] writes it. Weights that the file
// does not name are 0; names that the program does not know are an error,
// because the model would then mean something else.
func ReadModel(r io.Reader) (*Model, error) {
	m := &Model{TempDepthFirst: 1, TempTime: 1, Words: map[string]float64{}}
	index := make(map[string]int, Dim)
	for k := range Dim {
		index[Name(k)] = k
	}
	trees := map[string]*strings.Builder{"post": {}, "previous": {}}
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), " \r\n")
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		f := strings.SplitN(text, "\t", 3)
		if len(f) != 3 {
			return nil, fmt.Errorf("edge weights, line %d: want 3 columns, have %d", line, len(f))
		}
		if f[0] == "kind" {
			if trees[f[1]] == nil {
				return nil, fmt.Errorf("edge weights, line %d: unknown kind %q", line, f[1])
			}
			trees[f[1]].WriteString(f[2] + "\n")
			continue
		}
		x, err := strconv.ParseFloat(f[2], 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("edge weights, line %d: bad number %q", line, f[2])
		}
		if err := m.set(index, f[0], f[1], x); err != nil {
			return nil, fmt.Errorf("edge weights, line %d: %w", line, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("edge weights: %w", err)
	}
	var err error
	if m.Kinds.Post, err = readKind("post", trees["post"].String()); err != nil {
		return nil, err
	}
	m.Kinds.Previous, err = readKind("previous", trees["previous"].String())
	return m, err
}

// readKind reads a forest of a thread's kind; none where there are no lines.
func readKind(name, lines string) (*forest.Forest, error) {
	if lines == "" {
		return nil, nil
	}
	f, err := forest.Read(strings.NewReader(lines))
	if err != nil {
		return nil, fmt.Errorf("edge weights: kind %s: %w", name, err)
	}
	for _, t := range f.Trees {
		for _, n := range t {
			if n.Number >= kindValues {
				return nil, fmt.Errorf("edge weights: kind %s asks for value %d", name, n.Number)
			}
		}
	}
	return f, nil
}

func (m *Model) set(index map[string]int, order, name string, x float64) error {
	w, temp := &m.DepthFirst, &m.TempDepthFirst
	switch order {
	case "depth-first":
	case "word":
		m.Words[name] = x
		return nil
	case "time":
		w, temp = &m.Time, &m.TempTime
	default:
		return fmt.Errorf("unknown order %q", order)
	}
	if name == "temperature" {
		if x <= 0 {
			return fmt.Errorf("temperature %v is not positive", x)
		}
		*temp = x
		return nil
	}
	k, ok := index[name]
	if !ok {
		return fmt.Errorf("unknown weight %q", name)
	}
	w[k] = x
	return nil
}

// Write writes the model as tab-separated lines of order, name and weight,
// weights rounded to four decimals and zeros left out.
func (m *Model) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	part := func(order string, ws *Weights, temp float64) {
		fmt.Fprintf(out, "%s\ttemperature\t%.4f\n", order, temp)
		for k, x := range ws {
			if s := strconv.FormatFloat(x, 'f', 4, 64); strings.Trim(s, "-0.") != "" {
				fmt.Fprintf(out, "%s\t%s\t%s\n", order, Name(k), s)
			}
		}
	}
	part("depth-first", &m.DepthFirst, m.TempDepthFirst)
	part("time", &m.Time, m.TempTime)
	for _, name := range slices.Sorted(maps.Keys(m.Words)) {
		if s := strconv.FormatFloat(m.Words[name], 'f', 3, 64); strings.Trim(s, "-0.") != "" {
			fmt.Fprintf(out, "word\t%s\t%s\n", name, s)
		}
	}
	for _, k := range []struct {
		name  string
		trees *forest.Forest
	}{{"post", m.Kinds.Post}, {"previous", m.Kinds.Previous}} {
		if k.trees == nil {
			continue
		}
		var lines strings.Builder
		if err := forest.Write(&lines, k.trees); err != nil {
			return fmt.Errorf("edge weights: %w", err)
		}
		for line := range strings.Lines(lines.String()) {
			fmt.Fprintf(out, "kind\t%s\t%s", k.name, line)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("edge weights: %w", err)
	}
	return nil
}

// score is the log odds of a candidate, up to a constant of the comment.
func (v *View) score(w *Weights, base *[numSlots]float64, c *candidate, p *pairs) float64 {
	s := base[c.slot]
	if c.slot == slotPost {
		return s
	}
	for k, x := range p {
		if x != 0 {
			s += x * w[pairAt(k, c.slot)]
		}
	}
	return s
}

// bases are the parts of the scores that depend on the slot only.
func (v *View) bases(m *Model, w *Weights, i int) (base [numSlots]float64) {
	words := v.wordScore(m.Words, i)
	base[slotPrev], base[slotUp] = words, words
	add := func(cue int, x float64) {
		if x == 0 {
			return
		}
		for s := range numSlots {
			base[s] += x * w[cueAt(cue, s)]
		}
	}
	for cue, x := range v.seen[i].cues {
		add(cue, x)
	}
	for k, x := range v.global {
		add(globalFirst+k, x)
	}
	return base
}

// softmax turns scores into probabilities in place.
func softmax(scores []float64, temperature float64) {
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for k, s := range scores {
		scores[k] = math.Exp((s - top) / temperature)
		sum += scores[k]
	}
	for k := range scores {
		scores[k] /= sum
	}
}
