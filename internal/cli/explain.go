package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
)

type explainOptions struct {
	common
	streams streams
	id      string
	thread  string
}

func newExplain(s streams) *cobra.Command {
	o := &explainOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "explain INPUT... --id ID",
		Short: "Say why a comment got its parent, its sentiment and its stances",
		Long: `Explain prints, for one comment, the parents that were considered with their
probabilities, and the words and rules behind its sentiment and stances with
their contributions.`,
		Example: `  undertone explain thread.txt --id c7
  undertone explain pages/ --thread bridge --id c7 --target NATO`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.id == "" {
				return usagef("explain needs --id ID, the comment's id (see 'undertone parse')")
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.scoring(cmd)
	cmd.Flags().StringVar(&o.id, "id", "", "id of the comment or post, as parse prints it")
	cmd.Flags().StringVar(&o.thread, "thread", "", "id of its thread, where several threads have such a comment")
	return cmd
}

func (o *explainOptions) run(ctx context.Context, args []string) (err error) {
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	opt, threads, err := o.readAll(ctx, o.streams, args, w)
	if err != nil {
		return err
	}
	t, at, err := o.find(threads)
	if err != nil {
		return err
	}
	if len(opt.Targets) == 0 {
		opt.Targets = mostDiscussed(threads, w)
	}
	a, err := analysis.New(opt)
	if err != nil {
		return err
	}
	defer closing(a, &err)
	res, err := a.Analyze(ctx, t)
	if err != nil {
		return err
	}
	var text strings.Builder
	explain(&text, res, at)
	_, err = io.WriteString(o.streams.out, text.String())
	return err
}

// find gives the thread and the index of the comment, -1 for the post.
func (o *explainOptions) find(threads []thread.Thread) (*thread.Thread, int, error) {
	var found *thread.Thread
	var in []string
	at := -1
	for i := range threads {
		t := &threads[i]
		if o.thread != "" && t.ID != o.thread {
			continue
		}
		index := slices.IndexFunc(t.Comments, func(c thread.Comment) bool { return c.ID == o.id })
		if index < 0 && t.Post.ID != o.id {
			continue
		}
		found, at = t, index
		in = append(in, t.ID)
	}
	switch {
	case len(in) > 1:
		return nil, 0, usagef("%d threads have a comment %q (%s); name one with --thread", len(in), o.id, shorten(strings.Join(in, ", "), 200))
	case found == nil && o.thread != "":
		return nil, 0, fmt.Errorf("thread %q has no comment %q", o.thread, o.id)
	case found == nil:
		return nil, 0, errors.New("no comment has the id " + o.id)
	}
	return found, at, nil
}

func explain(w io.Writer, res *analysis.Result, at int) {
	t := res.Thread
	if at < 0 {
		text := analysis.PostText(&t.Post)
		fmt.Fprintf(w, "%s %s: %s\n", t.ID, t.Post.ID, shorten(text, 100))
		explainSentiment(w, text, res, at)
		explainStances(w, text, res, at)
		return
	}
	c := &t.Comments[at]
	fmt.Fprintf(w, "%s %s", t.ID, c.ID)
	if c.Author != "" {
		fmt.Fprintf(w, " by %s (%s)", c.Author, c.AuthorSource)
	}
	if c.Lines.Known() {
		fmt.Fprintf(w, ", lines %d-%d", c.Lines.Start, c.Lines.End)
	}
	fmt.Fprintf(w, ": %s\n", shorten(c.Text, 100))
	explainParent(w, t, c)
	explainSentiment(w, c.Text, res, at)
	explainReply(w, res, at)
	explainStances(w, c.Text, res, at)
}

func explainParent(w io.Writer, t *thread.Thread, c *thread.Comment) {
	e := &c.Reply
	fmt.Fprintf(w, "\nparent: %s (%s, probability %.2f)\n", e.Parent, e.Source, e.Confidence)
	if e.Abstained() {
		fmt.Fprintf(w, "  no parent was probable enough: the comment counts as top-level\n")
	}
	evidence(w, c.Text, e.Evidence)
	byID := map[string]*thread.Comment{}
	for i := range t.Comments {
		byID[t.Comments[i].ID] = &t.Comments[i]
	}
	for _, cand := range e.Candidates {
		what := "the post"
		if p := byID[cand.Parent]; p != nil {
			what = shorten(p.Text, 60)
		}
		fmt.Fprintf(w, "  candidate %s %.2f: %s\n", cand.Parent, cand.Probability, what)
		if cand.Parent != e.Parent {
			evidence(w, c.Text, cand.Evidence)
		}
	}
}

func explainSentiment(w io.Writer, text string, res *analysis.Result, at int) {
	s := res.PostSentiment
	if at >= 0 {
		s = res.Sentiment[at]
	}
	if !s.Scored {
		fmt.Fprintf(w, "\nsentiment: unscored (%s)\n", cmp.Or(s.Reason, "the engine cannot tell"))
		return
	}
	fmt.Fprintf(w, "\nsentiment: %s %s (negative %.2f, neutral %.2f, positive %.2f)\n", numeral.Signed(s.Polarity(), 2), s.Label(), s.Negative, s.Neutral, s.Positive)
	evidence(w, text, s.Evidence)
}

func explainReply(w io.Writer, res *analysis.Result, at int) {
	r := res.Replies[at]
	if !r.Scored {
		fmt.Fprintf(w, "\nstance toward the parent: unknown\n")
		return
	}
	fmt.Fprintf(w, "\nstance toward the parent: %s (agree %.2f, disagree %.2f, query %.2f, neutral %.2f)\n", r.Label(), r.Agree, r.Disagree, r.Query, r.Neutral)
	evidence(w, res.Thread.Comments[at].Text, r.Evidence)
}

func explainStances(w io.Writer, text string, res *analysis.Result, at int) {
	list := res.PostStances
	if at >= 0 {
		list = res.Stances[at]
	}
	for _, s := range list {
		mentioned := ""
		if !s.Mentioned {
			mentioned = ", not named"
		}
		fmt.Fprintf(w, "\nstance toward %s: %s (favor %.2f, against %.2f, none %.2f%s)\n", s.Target, s.Label(), s.Favor, s.Against, s.None, mentioned)
		if s.Abstained {
			fmt.Fprintf(w, "  no side is sure enough to be given; the likeliest is %s\n", s.Likeliest())
		}
		evidence(w, text, s.Evidence)
	}
}

// evidence prints contributions as the engine orders them.
func evidence(w io.Writer, text string, list []thread.Evidence) {
	for _, e := range list {
		fmt.Fprintf(w, "  %6s %s", numeral.Signed(e.Weight, 2), e.Rule)
		if words := e.Span.In(text); words != "" {
			fmt.Fprintf(w, " %q", shorten(words, 60))
		}
		if e.Note != "" {
			fmt.Fprintf(w, " (%s)", e.Note)
		}
		fmt.Fprintln(w)
	}
}
