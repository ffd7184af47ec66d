package stancedetect

import (
	_ "embed" // the weights
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/internal/linear"
)

// The rules engine's weights: one line for each structural feature, fitted by
// package train.
//
//go:embed model/rules_target.tsv
var rulesTarget string

//go:embed model/rules_reply.tsv
var rulesReply string

type models struct {
	target, reply *weights
	sums          [2]string // checksums by task; none for the rules
}

// rulesModel reads the rules engine's weights once.
var rulesModel = sync.OnceValue(func() models {
	return models{target: mustRead(TargetStance, rulesTarget), reply: mustRead(ReplyStance, rulesReply)}
})

// mustRead reads embedded weights: a fault in them is a bug that every test
// sees.
func mustRead(task Task, s string) *weights {
	m, err := readWeights(s, featureNames(task))
	if err != nil {
		panic(err)
	}
	w, err := compact(task, 0, m, cutOff)
	if err != nil {
		panic(err)
	}
	return w
}

// Task is one of the two things that the engine decides.
type Task int

// The tasks.
const (
	TargetStance Task = iota
	ReplyStance
)

// Classes are the labels of a task in the order of a model's classes.
func (t Task) Classes() []string {
	if t == ReplyStance {
		return []string{"agree", "disagree", "query", "neutral"}
	}
	return []string{"favor", "against", "none"}
}

// classes is their number.
func (t Task) classes() int {
	if t == ReplyStance {
		return 4
	}
	return 3
}

// Structural is the number of structural features of a task; their IDs come
// first.
func (t Task) Structural() int {
	if t == ReplyStance {
		return int(manners) * replyDense // once for all replies, once for each manner but the plain one
	}
	return 3 * int(targetDense) // for all texts, and for two styles
}

// Prior is the structural feature that is always 1.
func (t Task) Prior() int {
	if t == ReplyStance {
		return rBias
	}
	return int(tBias)
}

// featureNames are the unique names of the structural features in a weights
// file: their number and the rule that explanations show.
func featureNames(t Task) []string {
	names := make([]string, t.Structural())
	for i := range names {
		rule := ""
		if t == ReplyStance {
			rule = replyRule(uint32(i))
		} else {
			rule = targetRule(uint32(i))
			if i%int(targetDense) < int(2*relations) {
				rule += []string{" for", " against"}[i%2]
			}
		}
		names[i] = fmt.Sprintf("%d %s", i, rule)
	}
	return names
}

// WriteWeights writes the weights of a task's structural features, rounded to
// four places, one feature a line.
func WriteWeights(w io.Writer, task Task, m *linear.Model) error {
	var b strings.Builder
	b.WriteString("feature\t" + strings.Join(task.Classes(), "\t") + "\n")
	for i, name := range featureNames(task) {
		b.WriteString(name)
		for c := range m.Classes {
			b.WriteString("\t" + strconv.FormatFloat(float64(m.W[i*m.Classes+c]), 'f', 4, 64))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func readWeights(s string, names []string) (*linear.Model, error) {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	classes := len(strings.Split(lines[0], "\t")) - 1
	if len(lines)-1 != len(names) {
		return nil, fmt.Errorf("stance weights: %d features, want %d", len(lines)-1, len(names))
	}
	m := linear.New(len(names), classes)
	for i, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != classes+1 || f[0] != names[i] {
			return nil, fmt.Errorf("stance weights: line %d: %q, want feature %q", i+2, line, names[i])
		}
		for c, x := range f[1:] {
			v, err := strconv.ParseFloat(x, 32)
			if err != nil {
				return nil, fmt.Errorf("stance weights: line %d: %w", i+2, err)
			}
			m.W[i*classes+c] = float32(v)
		}
	}
	return m, m.Check()
}
