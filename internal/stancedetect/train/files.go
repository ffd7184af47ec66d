package train

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/atomicfile"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// describe names the tables of a task with their rows and checksums.
func describe(dir string, task stancedetect.Task) ([]stancedetect.Data, error) {
	sources := TargetSources
	if task == stancedetect.ReplyStance {
		sources = ReplySources
	}
	var out []stancedetect.Data
	for _, s := range sources {
		d, err := describeFile(filepath.Join(dir, folder(task), s.Name+".csv"))
		if err != nil {
			return nil, err
		}
		d.Name = s.Name
		out = append(out, d)
	}
	return out, nil
}

func describeFile(path string) (stancedetect.Data, error) {
	g, err := eval.ReadGoldFile(path, "label")
	if err != nil {
		return stancedetect.Data{}, fmt.Errorf("reading training data: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return stancedetect.Data{}, fmt.Errorf("reading training data: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return stancedetect.Data{}, fmt.Errorf("reading training data: %w", err)
	}
	return stancedetect.Data{Name: filepath.Base(path), Rows: len(g.Rows), SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

// saveFile writes a file completely or not at all.
func saveFile(path string, write func(io.Writer) error) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return fmt.Errorf("saving stance model: %w", err)
	}
	defer f.Discard()
	if err := write(f); err != nil {
		return fmt.Errorf("saving stance model: %w", err)
	}
	if err := f.Commit(); err != nil {
		return fmt.Errorf("saving stance model: %w", err)
	}
	return nil
}

// Predictions gives the probabilities that an engine with the model gives the
// examples.
func Predictions(ctx context.Context, m *stancedetect.Model, task stancedetect.Task, examples []Example) ([][]float64, error) {
	out := make([][]float64, len(examples))
	if task == stancedetect.ReplyStance {
		d := stancedetect.Only(nil, m)
		in := make([]stance.Reply, len(examples))
		for i, e := range examples {
			in[i] = e.Reply
		}
		got, err := d.DetectReplies(ctx, in)
		if err != nil {
			return nil, err
		}
		for i, s := range got {
			out[i] = []float64{s.Agree, s.Disagree, s.Query, s.Neutral}
		}
		return out, nil
	}
	d := stancedetect.Only(m, nil)
	for i, e := range examples {
		// The rivals matter to the target, so each row has a list of its own.
		s, err := d.JudgeAmong(ctx, stance.Text{Text: e.Text}, append([]stance.Target{e.Target}, e.Rivals...))
		if err != nil {
			return nil, err
		}
		out[i] = []float64{s.Favor, s.Against, s.None}
	}
	return out, nil
}
