package analysis

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/language"
	"github.com/undertone-project/undertone/internal/targets"
	"github.com/undertone-project/undertone/internal/text"
)

// batchSize is how many comments go to an engine at a time.
const batchSize = 256

// Analyze scores one thread: language, sentiment, stance toward the targets of
// the options, and stance of each comment toward its parent. The thread is
// kept by reference and not changed.
func (a *Analyzer) Analyze(ctx context.Context, t *thread.Thread) (*Result, error) {
	if err := a.engines(); err != nil {
		return nil, err
	}
	n := len(t.Comments)
	all := make([]sentiment.Text, n+1) // the post last
	for i := range t.Comments {
		all[i] = sentiment.Text{ID: t.Comments[i].ID, Text: t.Comments[i].Text}
	}
	all[n] = sentiment.Text{ID: t.Post.ID, Text: PostText(&t.Post)}
	scores := make([]sentiment.Score, n+1)
	stances := make([][]stance.Stance, n+1)
	replies := make([]stance.ReplyStance, n)
	words := make([]int, n+1)
	parents := parentTexts(t)
	list := a.targetsOf(t)

	err := a.batches(n+1, func(from, to int) error {
		part := all[from:to]
		for i := range part {
			part[i].Language, _ = language.Detect(part[i].Text)
			words[from+i] = text.Words(part[i].Text)
		}
		if err := a.score(ctx, part, scores[from:to]); err != nil {
			return err
		}
		if err := a.stances(ctx, part, list, stances[from:to]); err != nil {
			return err
		}
		return a.replyStances(ctx, t, part, parents, from, replies)
	})
	if err != nil {
		return nil, fmt.Errorf("thread %s: %w", t.ID, err)
	}
	if a.treewise {
		if err := a.spread(t, replies, stances[:n]); err != nil {
			return nil, fmt.Errorf("thread %s: %w", t.ID, err)
		}
	}
	minStance(a.opt.MinStance).settle(stances)
	res := &Result{
		Thread: t, Languages: make([]string, n), PostLanguage: all[n].Language,
		Sentiment: scores[:n:n], PostSentiment: scores[n],
		Stances: stances[:n:n], PostStances: stances[n], Replies: replies,
		Words: words[:n:n], PostWords: words[n],
	}
	for i := range res.Languages {
		res.Languages[i] = all[i].Language
	}
	return res, nil
}

// PostText is what a post says and what is scored of it: its text, or its
// title where it has no text, as teasers and link posts do.
func PostText(p *thread.Post) string {
	if p.Text == "" {
		return p.Title
	}
	return p.Text
}

// score fills out with the sentiment of the texts. Engines are not asked about
// empty ones: not every program would leave them unscored.
func (a *Analyzer) score(ctx context.Context, part []sentiment.Text, out []sentiment.Score) error {
	var in []sentiment.Text
	var at []int
	for i, t := range part {
		if strings.TrimSpace(t.Text) == "" {
			out[i].Reason = "no text"
			continue
		}
		in, at = append(in, t), append(at, i)
	}
	if len(in) == 0 {
		return nil
	}
	got, err := a.scorer.Score(ctx, in)
	if err == nil && len(got) != len(in) {
		err = fmt.Errorf("gave %d scores for %d texts", len(got), len(in))
	}
	if err != nil {
		return fmt.Errorf("scoring sentiment with %s: %w", a.scorer.Name(), err)
	}
	for i, s := range got {
		out[at[i]] = s
	}
	return nil
}

// targetsOf gives the targets with the people whom the thread introduces by an
// office they hold for one ("Russian Foreign Minister Sergey Lavrov").
func (a *Analyzer) targetsOf(t *thread.Thread) []stance.Target {
	if len(a.opt.Targets) == 0 {
		return nil
	}
	texts := make([]string, 0, len(t.Comments)+1)
	texts = append(texts, t.Post.Text)
	for i := range t.Comments {
		texts = append(texts, t.Comments[i].Text)
	}
	return targets.Expand(a.opt.Targets, texts)
}

// stances fills out with the stances toward the targets; engines are not asked
// about empty texts, as in score.
func (a *Analyzer) stances(ctx context.Context, part []sentiment.Text, list []stance.Target, out [][]stance.Stance) error {
	var texts []stance.Text
	var at []int
	for i, p := range part {
		if strings.TrimSpace(p.Text) != "" {
			texts, at = append(texts, stance.Text{ID: p.ID, Text: p.Text, Language: p.Language}), append(at, i)
		}
	}
	if len(list) == 0 || len(texts) == 0 {
		return nil
	}
	got, err := a.detector.Detect(ctx, texts, list)
	if err == nil && len(got) != len(texts) {
		err = fmt.Errorf("gave %d answers for %d texts", len(got), len(texts))
	}
	if err != nil {
		return fmt.Errorf("finding stances with %s: %w", a.detector.Name(), err)
	}
	for i, s := range got {
		out[at[i]] = s
	}
	return nil
}

// replyStances fills replies for the comments of part, which begin at index
// from; the post, last of all texts, answers nothing.
func (a *Analyzer) replyStances(ctx context.Context, t *thread.Thread, part []sentiment.Text, parents []parent, from int, replies []stance.ReplyStance) error {
	to := min(from+len(part), len(t.Comments))
	if from >= to {
		return nil
	}
	in := make([]stance.Reply, 0, to-from)
	for i := from; i < to; i++ {
		c := &t.Comments[i]
		in = append(in, stance.Reply{
			ID: c.ID, Text: c.Text, Quoted: c.Quoted, ParentText: parents[i].text, TopLevel: parents[i].post,
			SameAuthor: c.Author != "" && c.Author == parents[i].author, Language: part[i-from].Language,
		})
	}
	got, err := a.replies.DetectReplies(ctx, in)
	if err == nil && len(got) != len(in) {
		err = fmt.Errorf("gave %d answers for %d replies", len(got), len(in))
	}
	if err != nil {
		return fmt.Errorf("finding reply stances with %s: %w", a.replies.Name(), err)
	}
	for i := range got {
		c := &t.Comments[from+i]
		if !c.Deleted && !c.Reply.Abstained() && in[i].ParentText != "" && strings.TrimSpace(c.Text) != "" {
			replies[from+i] = got[i]
		}
	}
	return nil
}

type parent struct {
	text, author string
	post         bool
}

// parentTexts finds what each comment answers.
func parentTexts(t *thread.Thread) []parent {
	index := make(map[string]int, len(t.Comments))
	for i := range t.Comments {
		index[t.Comments[i].ID] = i
	}
	out := make([]parent, len(t.Comments))
	for i := range t.Comments {
		if at, ok := index[t.Comments[i].Reply.Parent]; ok {
			out[i] = parent{t.Comments[at].Text, t.Comments[at].Author, false}
			continue
		}
		out[i] = parent{PostText(&t.Post), t.Post.Author, true}
	}
	return out
}

// batches calls do for consecutive ranges of n items on up to Jobs goroutines.
// Each range is written by its own call alone, so results do not depend on
// their order. The error of the earliest range wins.
func (a *Analyzer) batches(n int, do func(from, to int) error) error {
	count := (n + batchSize - 1) / batchSize
	errs := make([]error, count)
	var wg sync.WaitGroup
	slots := make(chan struct{}, a.opt.Jobs)
	for b := range count {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[b] = do(b*batchSize, min((b+1)*batchSize, n))
			<-slots
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Proposal is a target that the threads discuss, with how often.
type Proposal struct {
	stance.Target
	// Mentions counts the mentions, Comments the comments (or posts, where a
	// thread has no comments) with at least one, Authors the names under these
	// comments, 0 where none is known.
	Mentions, Comments, Authors int
}

// ProposeTargets returns up to max of the most discussed people,
// organisations, places and policies of the threads, most discussed first. The
// authors of comments are not among them: their names mostly stand where one
// comment addresses another.
func ProposeTargets(threads []thread.Thread, max int) []Proposal {
	var texts, writers []string
	for i := range threads {
		t := &threads[i]
		if len(t.Comments) == 0 {
			texts, writers = append(texts, PostText(&t.Post)), append(writers, t.Post.Author)
		}
		for j := range t.Comments {
			texts, writers = append(texts, t.Comments[j].Text), append(writers, t.Comments[j].Author)
		}
	}
	authors := authorNames(threads)
	var out []Proposal
	for _, p := range targets.Propose(texts, max+len(authors)) {
		if len(out) < max && !authors[text.Fold(p.Name)] {
			out = append(out, Proposal{p.Target, p.Count, p.Comments, distinct(writers, p.In)})
		}
	}
	return out
}

// distinct counts the names other than "" at the given places.
func distinct(names []string, at []int) int {
	seen := map[string]bool{}
	for _, i := range at {
		if names[i] != "" {
			seen[names[i]] = true
		}
	}
	return len(seen)
}

// authorNames are the folded names of the authors of comments, in full and as
// they are addressed: by the first of two words. Longer names are phrases
// ("Northgate Born & Bred"), whose first word may be what people discuss.
func authorNames(threads []thread.Thread) map[string]bool {
	names := map[string]bool{}
	for i := range threads {
		for j := range threads[i].Comments {
			name := text.Fold(strings.TrimSpace(threads[i].Comments[j].Author))
			if name == "" {
				continue
			}
			names[name] = true
			if words := strings.Fields(name); len(words) == 2 {
				names[words[0]] = true
			}
		}
	}
	return names
}
