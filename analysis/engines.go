package analysis

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/naivebayes"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// The engines used where Options name none.
const (
	DefaultSentiment = "lexicon"
	DefaultStance    = "rules"
)

// Task is what an engine does.
type Task string

// The tasks of engines.
const (
	TaskSentiment Task = "sentiment"
	TaskStance    Task = "stance"
)

// EngineInfo describes an engine that can be chosen by name.
type EngineInfo struct {
	Name        string
	Task        Task
	Description string
	Default     bool
}

// engine is an EngineInfo with its constructor: exactly one of the two is set.
type engine struct {
	EngineInfo
	scorer   func() (sentiment.Scorer, error)
	detector func() (StanceDetector, error)
}

// StanceDetector finds both kinds of stance.
type StanceDetector interface {
	stance.Detector
	stance.ReplyDetector
}

// engines is the ordered list of built-in engines. Nothing is loaded before an
// engine is chosen.
func engines() []engine {
	return []engine{
		{
			EngineInfo: EngineInfo{"lexicon", TaskSentiment, "polarity words and rules (negation, boosters, contrast, punctuation, emoji); English", true},
			scorer:     func() (sentiment.Scorer, error) { return lexicon.New() },
		},
		{
			EngineInfo: EngineInfo{"cdipaolo", TaskSentiment, "naive Bayes of github.com/cdipaolo/sentiment, trained on film reviews; English", false},
			scorer:     func() (sentiment.Scorer, error) { return naivebayes.New(), nil },
		},
		{
			EngineInfo: EngineInfo{"rules", TaskStance, "attitude in the clauses around each mention; wording of replies; English", true},
			detector:   func() (StanceDetector, error) { return stancedetect.New(), nil },
		},
	}
}

// Engines lists the engines that can be chosen by name, in a fixed order.
func Engines() []EngineInfo {
	var out []EngineInfo
	for _, e := range engines() {
		out = append(out, e.EngineInfo)
	}
	return out
}

// NewScorer loads the sentiment engine of the given name; "" is the default.
func NewScorer(name string) (sentiment.Scorer, error) {
	e, err := findEngine(TaskSentiment, name, DefaultSentiment)
	if err != nil {
		return nil, err
	}
	s, err := e.scorer()
	if err != nil {
		return nil, fmt.Errorf("loading sentiment engine %s: %w", e.Name, err)
	}
	return s, nil
}

// NewStanceDetector loads the stance engine of the given name; "" is the
// default.
func NewStanceDetector(name string) (StanceDetector, error) {
	e, err := findEngine(TaskStance, name, DefaultStance)
	if err != nil {
		return nil, err
	}
	d, err := e.detector()
	if err != nil {
		return nil, fmt.Errorf("loading stance engine %s: %w", e.Name, err)
	}
	return d, nil
}

func findEngine(task Task, name, fallback string) (engine, error) {
	if name == "" {
		name = fallback
	}
	var names []string
	for _, e := range engines() {
		if e.Task != task {
			continue
		}
		if e.Name == name {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return engine{}, fmt.Errorf("no %s engine is called %q; there are: %s", task, name, strings.Join(names, ", "))
}
