package edgetrain

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/plaintext"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segeval"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segtrain"
	"github.com/undertone-project/undertone/internal/structure"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Run measures reply edges on the flattened pages under a directory with flat/
// and trees/ and writes the figures to w: with the true comment starts given,
// and from end to end. Edges and comment starts are cross-validated by site; with
// -shipped the embedded weights of both are used, which have seen these pages.
func Run(ctx context.Context, w io.Writer, args []string) error {
	fs := flag.NewFlagSet("structure", flag.ContinueOnError)
	shipped := fs.Bool("shipped", false, "measure the embedded weights instead of cross-validating")
	limit := fs.Float64("min-confidence", 0, "threshold of abstention (0: the default)")
	salt := fs.String("salt", "", "anything: divides the sites in another way")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return fmt.Errorf("structure: want the directory that holds flat/ and trees/")
	}
	dir := fs.Arg(0)
	corpus, err := Load(dir, *salt)
	if err != nil {
		return err
	}
	models := make([]*edge.Model, Folds)
	how := "cross-validated by site"
	if *shipped {
		how = "shipped weights, which have seen these pages"
		for f := range models {
			models[f] = edge.Default()
		}
	} else {
		_, models = corpus.Calibrated()
	}
	out := corpus.CrossValidate(models)
	fmt.Fprintf(w, "Reply edges, true comment starts given (%s)\n\n", how)
	for _, style := range styles(out) {
		writeStyle(w, style, only(out, style))
	}
	corpus.writeOrders(w, models)
	read, err := readers(dir, *salt, *shipped, w)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "End to end: plain text to threads (edges and comment starts %s)\n\n", how)
	for _, s := range []*Set{corpus.Bare, corpus.Meta} {
		e := ends{}
		for i := range s.Docs {
			if err := e.add(ctx, dir, &s.Docs[i], read(s.Docs[i].Name), structure.Options{Model: models[s.fold(i)], MinConfidence: *limit}); err != nil {
				return err
			}
		}
		e.write(w)
	}
	return nil
}

// readers gives for each page, by its name, a reader of plain text that has not
// seen its site, and writes what such readers make of lines. With shipped it is
// the program's own reader.
func readers(dir, salt string, shipped bool, w io.Writer) (func(page string) format.Format, error) {
	if shipped {
		return func(string) format.Format { return plaintext.New() }, nil
	}
	corpus, err := segtrain.Load(dir)
	if err != nil {
		return nil, err
	}
	models := segeval.Hold(corpus, segtrain.Division{Folds: segmentFolds, Salt: salt})
	fmt.Fprintf(w, "Lines of plain text (cross-validated by site)\n\n")
	bare, meta := segeval.CrossValidate(corpus, models)
	bare.Write(w)
	meta.Write(w)
	fmt.Fprintln(w)
	sites := make(map[string]string)
	for _, d := range append(slices.Clone(corpus.Bare), corpus.Meta...) {
		sites[d.Name()] = d.Site
	}
	return func(page string) format.Format { return plaintext.With(models.For(sites[page])) }, nil
}

// segmentFolds is into how many folds the sites are divided for comment starts.
const segmentFolds = 5

func styles(out []Outcome) []string {
	var names []string
	for _, o := range out {
		if !slices.Contains(names, o.Style) {
			names = append(names, o.Style)
		}
	}
	return names
}

func only(out []Outcome, style string) []Outcome {
	return slices.DeleteFunc(slices.Clone(out), func(o Outcome) bool { return o.Style != style })
}

// writeStyle writes the figures of one style of pages.
func writeStyle(w io.Writer, style string, out []Outcome) {
	s := Summarise(out)
	fmt.Fprintf(w, "%s: %d threads, %d comments\n", style, s.Pages, s.Comments)
	fmt.Fprintf(w, "  parents right            %.3f   by thread %.3f   (95%% interval, threads resampled: %s)\n", s.Right, s.PageRight, Interval(out))
	fmt.Fprintf(w, "  all top-level            %.3f             %.3f\n", s.Top, s.PageTop)
	fmt.Fprintf(w, "  all to the one before    %.3f             %.3f\n", s.Previous, s.PagePrev)
	fmt.Fprintf(w, "  threads without an error %.3f   (all top-level %.3f)\n", s.Whole, s.WholeTop)
	fmt.Fprintf(w, "  calibration error (ECE)  %.3f\n", s.ECE)
	fmt.Fprintf(w, "  confidence >= 0.9        %d, of which right %.3f; edges to comments alone %d, %.3f\n", s.Sure, s.SureRight, s.SureEdges, s.SureEdgesRight)
	fmt.Fprint(w, "  right among the surest  ")
	for _, share := range []float64{0.2, 0.4, 0.6, 0.8, 1} {
		fmt.Fprintf(w, " %.0f%%: %.3f", 100*share, AtCoverage(out, share))
	}
	fmt.Fprint(w, "\n  right if abstaining below")
	for _, t := range []float64{0.3, 0.4, 0.5, 0.6} {
		right, given := Abstaining(out, t)
		fmt.Fprintf(w, " %.1f: %.3f (%.0f%% of edges kept)", t, right, 100*given)
	}
	fmt.Fprint(w, "\n\n")
}

// AtCoverage is the share of right parents among the given share of comments
// whose parents are surest.
func AtCoverage(out []Outcome, share float64) float64 {
	sorted := slices.Clone(out)
	slices.SortStableFunc(sorted, func(a, b Outcome) int { return cmp.Compare(b.P, a.P) })
	sorted = sorted[:max(1, int(share*float64(len(sorted))+0.5))]
	right := 0.0
	for _, o := range sorted {
		right += one(o.Right)
	}
	return right / float64(len(sorted))
}

// Abstaining is the share of right parents where edges to comments below a
// probability are replaced by the post, and the share of such edges kept.
func Abstaining(out []Outcome, limit float64) (right, kept float64) {
	edges := 0.0
	for _, o := range out {
		if !o.Post {
			edges++
			kept += one(o.P >= limit)
		}
		if o.Post || o.P >= limit {
			right += one(o.Right)
		} else {
			right += one(o.Top)
		}
	}
	return right / float64(len(out)), kept / max(edges, 1)
}
