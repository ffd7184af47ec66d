package analysis

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/execengine"
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
// name is what the user wrote, for engines whose names have arguments.
type engine struct {
	EngineInfo
	scorer   func(name string) (sentiment.Scorer, error)
	detector func(name string) (StanceDetector, error)
}

// StanceDetector finds both kinds of stance.
type StanceDetector interface {
	stance.Detector
	stance.ReplyDetector
}

// engines is the ordered list of engines. Nothing is loaded before an engine
// is chosen.
func engines() []engine {
	return []engine{
		{
			EngineInfo: EngineInfo{"lexicon", TaskSentiment, "polarity words and rules (negation, boosters, contrast, punctuation, emoji); English", true},
			scorer:     func(string) (sentiment.Scorer, error) { return lexicon.New() },
		},
		{
			EngineInfo: EngineInfo{"cdipaolo", TaskSentiment, "naive Bayes of github.com/cdipaolo/sentiment, trained on film reviews; English", false},
			scorer:     func(string) (sentiment.Scorer, error) { return naivebayes.New(), nil },
		},
		{
			EngineInfo: EngineInfo{execengine.Prefix + "COMMAND", TaskSentiment, "any program that reads and writes JSON lines (docs/exec-engines.md)", false},
			scorer: func(name string) (sentiment.Scorer, error) {
				return execengine.NewSentiment(name, execengine.Options{Stderr: os.Stderr})
			},
		},
		{
			EngineInfo: EngineInfo{"rules", TaskStance, "attitude in the clauses around each mention; wording of replies; English", true},
			detector:   func(string) (StanceDetector, error) { return stancedetect.New(), nil },
		},
		{
			EngineInfo: EngineInfo{execengine.Prefix + "COMMAND", TaskStance, "any program that reads and writes JSON lines", false},
			detector: func(name string) (StanceDetector, error) {
				return execengine.NewStance(name, execengine.Options{Stderr: os.Stderr})
			},
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

// CheckEngine reports whether a name means an engine for a task; the error
// lists those that there are. "" is the default. Nothing is loaded.
func CheckEngine(task Task, name string) error {
	_, err := findEngine(task, name)
	return err
}

// NewScorer loads the sentiment engine of the given name; "" is the default.
// A scorer that is an io.Closer is to be closed after use.
func NewScorer(name string) (sentiment.Scorer, error) {
	e, err := findEngine(TaskSentiment, name)
	if err != nil {
		return nil, err
	}
	s, err := e.scorer(name)
	if err != nil {
		return nil, fmt.Errorf("loading sentiment engine %s: %w", name, err)
	}
	return s, nil
}

// NewStanceDetector loads the stance engine of the given name; "" is the
// default. A detector that is an io.Closer is to be closed after use.
func NewStanceDetector(name string) (StanceDetector, error) {
	e, err := findEngine(TaskStance, name)
	if err != nil {
		return nil, err
	}
	d, err := e.detector(name)
	if err != nil {
		return nil, fmt.Errorf("loading stance engine %s: %w", name, err)
	}
	return d, nil
}

func findEngine(task Task, name string) (engine, error) {
	var names []string
	for _, e := range engines() {
		if e.Task != task {
			continue
		}
		prefix, open := strings.CutSuffix(e.Name, "COMMAND")
		if e.Name == name || (name == "" && e.Default) || (open && strings.HasPrefix(name, prefix) && len(name) > len(prefix)) {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return engine{}, fmt.Errorf("no %s engine is called %q; there are: %s", task, name, strings.Join(names, ", "))
}

// closeEngine ends an engine that holds something, such as a program.
func closeEngine(e any) error {
	if c, ok := e.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
