package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports"
	"github.com/undertone-project/undertone/reports/chart"
)

// readHashed reads all threads and describes each input that gave any.
func readHashed(ctx context.Context, r *reader, files []input) ([]thread.Thread, []reports.Input, error) {
	hashers := map[string]*reports.Hasher{}
	r.opened = func(in input, from io.Reader) io.Reader {
		h := reports.NewHasher(io.Discard)
		hashers[in.name] = h
		return io.TeeReader(from, h)
	}
	threads, err := r.all(ctx, files)
	if err != nil {
		return nil, nil, err
	}
	var read []reports.Input
	for _, f := range files {
		if r.gave[f.name] {
			read = append(read, hashers[f.name].Input(f.name))
		}
	}
	return threads, read, nil
}

// readAll reads all threads of the inputs as the flags say.
func (c *common) readAll(ctx context.Context, s streams, args []string, w *warner) (analysis.Options, []thread.Thread, error) {
	opt, err := c.options()
	if err != nil {
		return opt, nil, err
	}
	a, err := analysis.New(opt)
	if err != nil {
		return opt, nil, err
	}
	files, err := expand(args)
	if err != nil {
		return opt, nil, err
	}
	r := &reader{analyzer: a, streams: s, warner: w, strict: c.strict}
	threads, err := r.all(ctx, files)
	return opt, threads, err
}

// closing keeps the error of ending the analyzer's engines, unless another
// came before.
func closing(a *analysis.Analyzer, err *error) {
	if closed := a.Close(); *err == nil {
		*err = closed
	}
}

// scoreAll scores threads in order.
func (c *common) scoreAll(ctx context.Context, a *analysis.Analyzer, threads []thread.Thread, bar *progress) ([]analysis.Result, error) {
	results := make([]analysis.Result, 0, len(threads))
	for i := range threads {
		res, err := a.Analyze(ctx, &threads[i])
		if err != nil {
			return nil, err
		}
		c.strip(res.Thread)
		results = append(results, *res)
		bar.add(len(threads[i].Comments))
	}
	return results, nil
}

// meta is what footnotes say about where the figures come from.
func meta(a *analysis.Analyzer, read []reports.Input) chart.Meta {
	source := fmt.Sprintf("%d files", len(read))
	if len(read) == 1 {
		source = read[0].Name
	}
	return chart.Meta{
		Method: a.SentimentEngine() + " engine", StanceMethod: a.StanceEngine() + " engine", Source: source, Generator: "undertone " + analysis.Version,
	}
}
