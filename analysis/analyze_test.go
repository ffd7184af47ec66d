package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// shout is a format, a scorer and a detector as another program may supply
// them: lines that begin with "!" are comments, all caps is positive.
type shout struct{ short bool }

func (shout) Name() string     { return "shout" }
func (shout) Describe() string { return "lines that begin with !" }

func (shout) Match(p format.Probe) format.Match {
	if strings.HasPrefix(string(p.Head), "!") {
		return format.Match{Score: 100}
	}
	return format.Match{}
}

func (shout) Read(_ context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		data, err := io.ReadAll(src.Reader)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		if !yield(format.Record{Kind: thread.KindPost, Text: "What do you say?"}, nil) {
			return
		}
		for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			text, ok := strings.CutPrefix(line, "!")
			if !ok {
				if !yield(format.Record{}, &format.SyntaxError{Source: src.Name, Line: i + 1, Err: errors.New("does not begin with !")}) {
					return
				}
				continue
			}
			if !yield(format.Record{Kind: thread.KindComment, Text: text, ParentKnown: true}, nil) {
				return
			}
		}
	}
}

func (s shout) Score(_ context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	out := make([]sentiment.Score, len(texts))
	for i, t := range texts {
		if t.Text != "" && t.Text == strings.ToUpper(t.Text) {
			out[i] = sentiment.Score{Scored: true, Positive: 1}
		}
	}
	if s.short {
		out = out[1:]
	}
	return out, nil
}

func (shout) Detect(_ context.Context, texts []stance.Text, targets []stance.Target) ([][]stance.Stance, error) {
	out := make([][]stance.Stance, len(texts))
	for i, t := range texts {
		for _, target := range targets {
			if strings.Contains(t.Text, target.Name) {
				out[i] = append(out[i], stance.Stance{Target: target.Name, Favor: 1, Mentioned: true})
			}
		}
	}
	return out, nil
}

func (shout) DetectReplies(_ context.Context, replies []stance.Reply) ([]stance.ReplyStance, error) {
	out := make([]stance.ReplyStance, len(replies))
	for i := range out {
		out[i] = stance.ReplyStance{Scored: true, Query: 1}
	}
	return out, nil
}

var (
	_ format.Format        = shout{}
	_ sentiment.Scorer     = shout{}
	_ stance.Detector      = shout{}
	_ stance.ReplyDetector = shout{}
)

func TestOwnEngines(t *testing.T) {
	var in strings.Builder
	const n = 1000 // more than one batch
	for i := range n {
		fmt.Fprintf(&in, "!COMMENT %d\nnot one\n!quiet about TEA %d\n", i, i)
	}
	a, err := analysis.New(analysis.Options{
		Formats: []format.Format{shout{}}, Scorer: shout{}, Detector: shout{}, ReplyDetector: shout{},
		Targets: []stance.Target{{Name: "TEA"}}, Jobs: 3,
	})
	if err != nil {
		t.Fatal(err)
	}
	threads, skipped, err := a.Read(context.Background(), "in", strings.NewReader(in.String()))
	if err != nil || len(threads) != 1 || len(skipped) != n || len(threads[0].Comments) != 2*n {
		t.Fatalf("read %d threads, %d skipped, error %v", len(threads), len(skipped), err)
	}
	res, err := a.Analyze(context.Background(), &threads[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 * n {
		loud := i%2 == 0
		if got := res.Sentiment[i].Label() == sentiment.Positive; got != loud {
			t.Fatalf("comment %d: positive = %v", i, got)
		}
		if got := len(res.Stances[i]) == 1; got == loud {
			t.Fatalf("comment %d: stances %+v", i, res.Stances[i])
		}
		if res.Replies[i].Label() != stance.Query {
			t.Fatalf("comment %d: reply stance %q", i, res.Replies[i].Label())
		}
	}
}

func TestEngineThatLosesTexts(t *testing.T) {
	a, err := analysis.New(analysis.Options{Formats: []format.Format{shout{}}, Scorer: shout{short: true}})
	if err != nil {
		t.Fatal(err)
	}
	threads, _, err := a.Read(context.Background(), "in", strings.NewReader("!one\n!two\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Analyze(context.Background(), &threads[0]); err == nil || !strings.Contains(err.Error(), "gave 2 scores for 3 texts") {
		t.Errorf("error %v", err)
	}
}

func TestUnrecognised(t *testing.T) {
	a, err := analysis.New(analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"empty": "", "binary": "\x7fELF\x00\x00"} {
		if _, _, err := a.Read(context.Background(), name, strings.NewReader(in)); !errors.Is(err, format.ErrUnrecognized) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := analysis.New(analysis.Options{Format: "nothing"}); err == nil {
		t.Error("a format that does not exist was accepted")
	}
	if _, err := analysis.New(analysis.Options{Sentiment: "nothing"}); err == nil {
		t.Error("an engine that does not exist was accepted")
	}
}

// Scores must not depend on how the work is split.
func TestJobsDoNotMatter(t *testing.T) {
	var in strings.Builder
	in.WriteString("id,text\n")
	for i := range 700 {
		fmt.Fprintf(&in, "%d,\"Comment %d is %s about the council.\"\n", i, i, []string{"happy", "furious", "asking", "not bad"}[i%4])
	}
	var first *analysis.Result
	for _, jobs := range []int{1, 4} {
		a, err := analysis.New(analysis.Options{Jobs: jobs, Targets: []stance.Target{{Name: "council"}}})
		if err != nil {
			t.Fatal(err)
		}
		threads, _, err := a.Read(context.Background(), "in.csv", strings.NewReader(in.String()))
		if err != nil {
			t.Fatal(err)
		}
		res, err := a.Analyze(context.Background(), &threads[0])
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = res
		} else if d := cmp.Diff(first, res); d != "" {
			t.Errorf("results differ between one job and %d:\n%s", jobs, d)
		}
	}
}

// always is a program that has an answer for everything.
type always struct{ shout }

func (always) Detect(_ context.Context, texts []stance.Text, targets []stance.Target) ([][]stance.Stance, error) {
	out := make([][]stance.Stance, len(texts))
	for i := range texts {
		out[i] = []stance.Stance{{Target: targets[0].Name, Favor: 1, Mentioned: true}}
	}
	return out, nil
}

func TestNothingSaid(t *testing.T) {
	a, err := analysis.New(analysis.Options{Scorer: shout{}, Detector: always{}, ReplyDetector: always{}, Targets: []stance.Target{{Name: "TEA"}}})
	if err != nil {
		t.Fatal(err)
	}
	in := "id,parent_id,text\n1,,A comment.\n2,1,\n3,1,Another.\n"
	threads, _, err := a.Read(context.Background(), "in.csv", strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	res, err := a.Analyze(context.Background(), &threads[0])
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false, true} { // and the post, which is not in the input
		if got := len(res.Stances[i]) > 0; got != want {
			t.Errorf("comment %d: %v", i+1, res.Stances[i])
		}
	}
	if len(res.PostStances) > 0 || res.Replies[1].Scored || !res.Replies[2].Scored {
		t.Errorf("post %v, replies %v", res.PostStances, res.Replies)
	}
}
