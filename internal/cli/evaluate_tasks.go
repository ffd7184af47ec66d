package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/language"
)

// task is what evaluate can measure: its gold table and how an engine answers
// it.
type task struct {
	name     string
	classes  []string
	required []string
	// engine is the flag that names the engine, fallback its default.
	engine, fallback string
	// probabilities gives a row of class probabilities for each gold row; all
	// 0 where the engine leaves the row unscored.
	probabilities func(ctx context.Context, engine string, gold *eval.Gold) ([][]float64, error)
	// columns hold the class probabilities in the tables that score writes.
	columns []string
	// scale places the classes on a line for agreement; nil where they have no
	// order.
	scale []float64
	// extra are metrics that the field reports for this task beside the
	// common ones.
	extra []eval.Metric
}

func tasks() []task {
	return []task{
		{
			name: "sentiment", classes: []string{"negative", "neutral", "positive"}, required: []string{"id", "text", "label"},
			engine: "sentiment", fallback: analysis.DefaultSentiment, probabilities: sentimentProbabilities,
			columns: []string{"p_negative", "p_neutral", "p_positive"}, scale: []float64{-1, 0, 1},
		},
		{
			name: "target-stance", classes: []string{"FAVOR", "AGAINST", "NONE"}, required: []string{"id", "text", "target", "label"},
			engine: "stance", fallback: analysis.DefaultStance, probabilities: targetProbabilities,
			columns: []string{"p_favor", "p_against", "p_none"}, scale: []float64{1, -1, 0},
			extra: []eval.Metric{{Name: "mean F1 of FAVOR and AGAINST (SemEval-2016)", Of: semeval}},
		},
		{
			name: "reply-stance", classes: []string{"agree", "disagree", "query", "neutral"}, required: []string{"id", "text", "parent_text", "label"},
			engine: "stance", fallback: analysis.DefaultStance, probabilities: replyProbabilities,
			columns: []string{"p_agree", "p_disagree", "p_query", "p_reply_neutral"},
		},
	}
}

func findTask(name string) (task, error) {
	var names []string
	for _, t := range tasks() {
		if t.name == name {
			return t, nil
		}
		names = append(names, t.name)
	}
	return task{}, usagef("--task %q is none of %s", name, strings.Join(names, ", "))
}

// semeval is the official metric of SemEval-2016 task 6.
func semeval(p *eval.Predictions, rows []int) float64 {
	c := p.Weighted(rows)
	return (c.Class(0).F1 + c.Class(1).F1) / 2
}

// endEngine closes an engine that holds something, such as a program.
func endEngine(e any, err *error) {
	if c, ok := e.(io.Closer); ok {
		if closed := c.Close(); *err == nil {
			*err = closed
		}
	}
}

func sentimentProbabilities(ctx context.Context, engine string, gold *eval.Gold) (_ [][]float64, err error) {
	s, err := analysis.NewScorer(engine)
	if err != nil {
		return nil, err
	}
	defer endEngine(s, &err)
	ids, texts := gold.Strings("id"), gold.Strings("text")
	in := make([]sentiment.Text, len(texts))
	for i := range texts {
		lang, _ := language.Detect(texts[i])
		in[i] = sentiment.Text{ID: ids[i], Text: texts[i], Language: lang, Brief: true}
	}
	scores, err := s.Score(ctx, in)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(scores))
	for i, sc := range scores {
		out[i] = []float64{sc.Negative, sc.Neutral, sc.Positive}
	}
	return out, nil
}

// judge is an engine that says what a text's stance toward list[0] is,
// whether or not the text names it, with the rest of the list as context. A
// coded row asks just that: its coder knew what the text was about.
type judge interface {
	JudgeAmong(ctx context.Context, t stance.Text, list []stance.Target) (stance.Stance, error)
}

// targetProbabilities asks for each row's own target.
func targetProbabilities(ctx context.Context, engine string, gold *eval.Gold) (_ [][]float64, err error) {
	d, err := analysis.NewStanceDetector(engine)
	if err != nil {
		return nil, err
	}
	defer endEngine(d, &err)
	ids, texts, targets := gold.Strings("id"), gold.Strings("text"), gold.Strings("target")
	in := make([]stance.Text, len(texts))
	for i := range texts {
		lang, _ := language.Detect(texts[i])
		in[i] = stance.Text{ID: ids[i], Text: texts[i], Language: lang}
	}
	if j, ok := d.(judge); ok {
		return judgeRows(ctx, j, in, targets)
	}
	return detectRows(ctx, d, in, targets)
}

// judgeRows asks a judge; the other targets that the table has for a text are
// the context of each of its rows, as they are when a user asks for several.
func judgeRows(ctx context.Context, j judge, in []stance.Text, targets []string) ([][]float64, error) {
	asked := map[string][]string{}
	for i, t := range in {
		if !slices.Contains(asked[t.Text], targets[i]) {
			asked[t.Text] = append(asked[t.Text], targets[i])
		}
	}
	out := make([][]float64, len(in))
	for i, t := range in {
		list := []stance.Target{{Name: targets[i]}}
		for _, other := range asked[t.Text] {
			if other != targets[i] {
				list = append(list, stance.Target{Name: other})
			}
		}
		s, err := j.JudgeAmong(ctx, t, list)
		if err != nil {
			return nil, fmt.Errorf("target %q: %w", targets[i], err)
		}
		out[i] = []float64{s.Favor, s.Against, s.None}
	}
	return out, nil
}

// detectRows asks any other engine, for the rows of each target together.
func detectRows(ctx context.Context, d stance.Detector, in []stance.Text, targets []string) ([][]float64, error) {
	byTarget := map[string][]int{}
	for i, t := range targets {
		byTarget[t] = append(byTarget[t], i)
	}
	out := make([][]float64, len(in))
	for _, target := range sortedKeys(byTarget) {
		rows := byTarget[target]
		part := make([]stance.Text, len(rows))
		for i, r := range rows {
			part[i] = in[r]
		}
		got, err := d.Detect(ctx, part, []stance.Target{{Name: target}})
		if err != nil {
			return nil, fmt.Errorf("target %q: %w", target, err)
		}
		for i, r := range rows {
			out[r] = []float64{0, 0, 1} // a target that the text does not touch
			if at := slices.IndexFunc(got[i], func(s stance.Stance) bool { return s.Target == target }); at >= 0 {
				out[r] = []float64{got[i][at].Favor, got[i][at].Against, got[i][at].None}
			}
		}
	}
	return out, nil
}
