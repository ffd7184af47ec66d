package analysis

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/execengine"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/naivebayes"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// The engines used where Options name none.
const (
	DefaultSentiment = classifier.Name
	DefaultStance    = stancedetect.DefaultName
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
	// treewise says that the potentials of package tree were learned from
	// answers like this engine's, so that the stances of a thread may inform
	// each other.
	treewise bool
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
			EngineInfo: EngineInfo{classifier.Name, TaskSentiment, "regression over words, word pairs and rules, trained on comments; English", true},
			scorer:     func(string) (sentiment.Scorer, error) { return classifier.New(), nil },
		},
		{
			EngineInfo: EngineInfo{"lexicon", TaskSentiment, "polarity words and rules (negation, boosters, contrast, punctuation, emoji); English", false},
			scorer:     func(string) (sentiment.Scorer, error) { return lexicon.New() },
		},
		{
			EngineInfo: EngineInfo{"cdipaolo", TaskSentiment, "naive Bayes of github.com/cdipaolo/sentiment, trained on film reviews; English", false},
			scorer:     func(string) (sentiment.Scorer, error) { return naivebayes.New(), nil },
		},
		{
			EngineInfo: EngineInfo{modelFile, TaskSentiment, "a model made by 'undertone train --task sentiment'", false},
			scorer:     openSentiment,
		},
		{
			EngineInfo: EngineInfo{execengine.Prefix + "COMMAND", TaskSentiment, "any program that reads and writes JSON lines (docs/exec-engines.md)", false},
			scorer: func(name string) (sentiment.Scorer, error) {
				return execengine.NewSentiment(name, execengine.Options{Stderr: os.Stderr})
			},
		},
		{
			EngineInfo: EngineInfo{stancedetect.DefaultName, TaskStance, "regression over words and over the attitude around each mention; the replies of a thread inform each other; English", true},
			detector:   func(string) (StanceDetector, error) { return stancedetect.Default() },
			treewise:   true,
		},
		{
			EngineInfo: EngineInfo{stancedetect.Name, TaskStance, "attitude around each mention and wording of replies alone, with readable weights; English", false},
			detector:   func(string) (StanceDetector, error) { return stancedetect.New(), nil },
		},
		{
			EngineInfo: EngineInfo{modelFile, TaskStance, "a model made by 'undertone train --task target-stance' or reply-stance", false},
			detector:   openStance,
		},
		{
			EngineInfo: EngineInfo{execengine.Prefix + "COMMAND", TaskStance, "any program that reads and writes JSON lines", false},
			detector: func(name string) (StanceDetector, error) {
				return execengine.NewStance(name, execengine.Options{Stderr: os.Stderr})
			},
		},
	}
}

// modelFile stands for the name of a model file in the list of engines.
const modelFile = "FILE.model"

// openSentiment loads a model that the user trained.
func openSentiment(name string) (sentiment.Scorer, error) {
	m, err := classifier.OpenModel(name)
	if err != nil {
		return nil, err
	}
	return classifier.NewScorer(filepath.Base(name), m), nil
}

// openStance loads a model that the user trained for one of the two tasks; the
// other is done by the model that comes with the program.
func openStance(name string) (StanceDetector, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := stancedetect.ReadModel(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if m.Task == stancedetect.TargetStance.String() {
		return stancedetect.With(filepath.Base(name), m, nil)
	}
	return stancedetect.With(filepath.Base(name), nil, m)
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
		if e.means(name) {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return engine{}, fmt.Errorf("no %s engine is called %q; there are: %s", task, name, strings.Join(names, ", "))
}

// means reports whether a name that the user wrote means the engine.
func (e *engine) means(name string) bool {
	if e.Name == modelFile {
		return strings.HasSuffix(name, ".model")
	}
	if prefix, program := strings.CutSuffix(e.Name, "COMMAND"); program {
		return len(name) > len(prefix) && strings.HasPrefix(name, prefix)
	}
	return e.Name == name || (name == "" && e.Default)
}

// closeEngine ends an engine that holds something, such as a program.
func closeEngine(e any) error {
	if c, ok := e.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
