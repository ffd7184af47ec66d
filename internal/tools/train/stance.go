package main

import (
	"context"
	"errors"
	"io"

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
	return train.Rules(context.Background(), args[0], models, out)
}
