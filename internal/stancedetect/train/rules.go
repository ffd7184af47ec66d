package train

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// rulesOptions fit the few structural features.
var rulesOptions = Options{Options: linear.Options{L2: 3e-5, Iterations: 100}}

// silentWeight is what a made row of [Silent] counts.
const silentWeight = 0.25

// rivalWeight is what a made row of [Rivals] counts.
const rivalWeight = 0.1

// TargetExamples loads the rows that train stances toward targets, with the
// made rows for names that are only mentioned.
func TargetExamples(dir string) ([]Example, error) {
	examples, err := Load(dir, stancedetect.TargetStance, TargetSources)
	if err != nil {
		return nil, err
	}
	var comments, sides []Example
	for _, e := range examples {
		if e.Set == "newsmtsc_train" || e.Set == "political_comments_coded" {
			sides = append(sides, e)
		}
		if e.Set != "newsmtsc_train" && e.Set != "ruw_train" {
			comments = append(comments, e)
		}
	}
	examples = append(examples, Silent(comments, silentWeight)...)
	examples = append(examples, Rivals(sides, rivalWeight)...)
	return append(examples, Templates(stancedetect.TargetStance)...), nil
}

// ReplyExamples loads the rows that train stances toward parents.
func ReplyExamples(dir string) ([]Example, error) {
	examples, err := Load(dir, stancedetect.ReplyStance, ReplySources)
	examples = append(examples, AnswersToParents(examples, replyBalance)...)
	return append(examples, Templates(stancedetect.ReplyStance)...), err
}

// Rules fits the weights of the rules engine on the tables below dir and
// writes them to the folder models, with the figures of a five-fold
// cross-validation to log.
func Rules(ctx context.Context, dir, models string, log io.Writer, tasks ...stancedetect.Task) error {
	for _, task := range tasks {
		var examples []Example
		var err error
		name := "rules_target.tsv"
		if task == stancedetect.ReplyStance {
			name = "rules_reply.tsv"
			examples, err = ReplyExamples(dir)
		} else {
			examples, err = TargetExamples(dir)
		}
		if err != nil {
			return err
		}
		rows := rows(task, examples, func() *stancedetect.Extractor { return stancedetect.NewExtractor(0) })
		features, classes := task.Structural(), len(task.Classes())
		probs, err := CrossValidate(ctx, rows, Folds(examples, 5), 5, features, classes, rulesOptions)
		if err != nil {
			return err
		}
		for _, f := range BySet(task, examples, probs) {
			_, _ = fmt.Fprintln(log, f)
		}
		m, err := linear.Train(ctx, rows, features, classes, rulesOptions.Options)
		if err != nil {
			return err
		}
		if err := saveFile(filepath.Join(models, name), func(w io.Writer) error { return stancedetect.WriteWeights(w, task, m) }); err != nil {
			return err
		}
	}
	return nil
}
