package main

import (
	"context"
	"errors"
	"flag"
	"io"

	"github.com/undertone-project/undertone/internal/stancedetect"
	"github.com/undertone-project/undertone/internal/stancedetect/train"
)

// stanceModels is where the stance engines' weights lie, from the root of
// the repository.
const stanceModels = "internal/stancedetect/model"

func trainStance(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("stance", flag.ContinueOnError)
	only := fs.String("task", "", "train this task alone: target-stance or reply-stance")
	if err := fs.Parse(args); err != nil {
		return err
	}
	models := stanceModels
	switch fs.NArg() {
	case 1:
	case 2:
		models = fs.Arg(1)
	default:
		return errors.New("stance: name the folder that holds target-stance and reply-stance")
	}
	var tasks []stancedetect.Task
	for _, t := range []stancedetect.Task{stancedetect.TargetStance, stancedetect.ReplyStance} {
		if *only == "" || *only == t.String() {
			tasks = append(tasks, t)
		}
	}
	ctx := context.Background()
	if err := train.Rules(ctx, fs.Arg(0), models, out, tasks...); err != nil {
		return err
	}
	return train.Ship(ctx, fs.Arg(0), models, out, tasks...)
}

func stanceWords(args []string, _ io.Writer) error {
	switch len(args) {
	case 1:
		return train.Words(args[0], stanceModels)
	case 2:
		return train.Words(args[0], args[1])
	}
	return errors.New("stance-words: name the folder that holds threads, target-stance, reply-stance and sentiment")
}

func stanceMarks(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("stance-marks: name the folder that holds target-stance and reply-stance")
	}
	return train.Marks(context.Background(), args[0], out)
}
