package main

import (
	"context"
	"errors"
	"io"

	"github.com/undertone-project/undertone/internal/stancedetect"
	"github.com/undertone-project/undertone/internal/stancedetect/train"
)

// stanceModels is where the stance engines' weights lie, from the root of
// the repository.
const stanceModels = "internal/stancedetect/model"

func trainStance(args []string, out io.Writer) error {
	models := stanceModels
	switch len(args) {
	case 1:
	case 2:
		models = args[1]
	default:
		return errors.New("stance: name the folder that holds target-stance and reply-stance")
	}
	ctx := context.Background()
	if err := train.Rules(ctx, args[0], models, out); err != nil {
		return err
	}
	return train.Ship(ctx, args[0], models, out, stancedetect.TargetStance, stancedetect.ReplyStance)
}

func stanceMarks(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("stance-marks: name the folder that holds target-stance and reply-stance")
	}
	return train.Marks(context.Background(), args[0], out)
}
