package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/undertone-project/undertone/internal/structure/edgetrain"
)

// trainEdges trains the model of reply edges, writes its weights, and prints
// its figures, cross-validated by site.
func trainEdges(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("edges", flag.ContinueOnError)
	out := fs.String("o", "internal/structure/edge/weights.tsv", "file to write the weights to")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("edges: want the directory that holds flat/ and trees/")
	}
	corpus, err := edgetrain.Load(fs.Arg(0), "")
	if err != nil {
		return err
	}
	model, folds := corpus.Calibrated()
	for _, s := range edgetrain.ByStyle(corpus.CrossValidate(folds)) {
		fmt.Fprintln(stdout, s)
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	fmt.Fprintln(f, "# Weights of the model of reply edges. Made by: go run ./internal/tools/train edges DIR")
	if err := model.Write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}
