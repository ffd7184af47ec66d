package execengine

import (
	"context"

	"github.com/undertone-project/undertone/analysis/stance"
)

// Stance is a program as a stance engine of both kinds; it satisfies
// stance.Detector and stance.ReplyDetector. Close it when done.
type Stance struct{ p *process }

// NewStance prepares the program of a command line; see [NewSentiment].
func NewStance(command string, o Options) (*Stance, error) {
	p, err := newProcess(command, o)
	if err != nil {
		return nil, err
	}
	return &Stance{p}, nil
}

// Name implements stance.Detector.
func (s *Stance) Name() string { return s.p.command }

// Close ends the program and reports how it failed, if it did.
func (s *Stance) Close() error { return s.p.close() }

type targetRequest struct {
	ID       string   `json:"id"`
	Task     string   `json:"task"`
	Text     string   `json:"text"`
	Language string   `json:"language,omitempty"`
	Target   string   `json:"target"`
	Aliases  []string `json:"aliases,omitempty"`
	More     bool     `json:"more"`
}

type targetAnswer struct {
	head
	Favor     *float64 `json:"p_favor"`
	Against   *float64 `json:"p_against"`
	None      *float64 `json:"p_none"`
	Mentioned bool     `json:"mentioned"`
}

// Detect implements stance.Detector: one request for each text and target.
func (s *Stance) Detect(ctx context.Context, texts []stance.Text, targets []stance.Target) ([][]stance.Stance, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	n := len(texts) * len(targets)
	requests := make([]any, 0, n)
	for i, t := range texts {
		for _, g := range targets {
			requests = append(requests, targetRequest{idOr(t.ID, i), "target-stance", t.Text, t.Language, g.Name, g.Aliases,
				more(len(requests), n, s.p.o.Batch)})
		}
	}
	out := make([][]stance.Stance, len(texts))
	err := s.p.exchange(ctx, requests, func(k int, answer []byte) error {
		i, g := k/len(targets), targets[k%len(targets)]
		var a targetAnswer
		want := idOr(texts[i].ID, i)
		if err := parse(answer, &a, &a.head, want); err != nil {
			return err
		}
		if a.Unscored != "" {
			return nil
		}
		p, err := distribution(want, a.Favor, a.Against, a.None)
		if err != nil {
			return err
		}
		out[i] = append(out[i], stance.Stance{Target: g.Name, Favor: p[0], Against: p[1], None: p[2], Mentioned: a.Mentioned})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

type replyRequest struct {
	ID         string `json:"id"`
	Task       string `json:"task"`
	Text       string `json:"text"`
	Language   string `json:"language,omitempty"`
	ParentText string `json:"parent_text"`
	Quoted     string `json:"quoted_text,omitempty"`
	TopLevel   bool   `json:"top_level"`
	SameAuthor bool   `json:"same_author"`
	TowardPost bool   `json:"toward_post,omitempty"`
	PostText   string `json:"post_text,omitempty"`
	Depth      int    `json:"depth,omitempty"`
	More       bool   `json:"more"`
}

type replyAnswer struct {
	head
	Agree    *float64 `json:"p_agree"`
	Disagree *float64 `json:"p_disagree"`
	Query    *float64 `json:"p_query"`
	Neutral  *float64 `json:"p_neutral"`
}

// DetectReplies implements stance.ReplyDetector.
func (s *Stance) DetectReplies(ctx context.Context, replies []stance.Reply) ([]stance.ReplyStance, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	requests := make([]any, len(replies))
	for i, r := range replies {
		requests[i] = replyRequest{idOr(r.ID, i), "reply-stance", r.Text, r.Language, r.ParentText, r.Quoted, r.TopLevel, r.SameAuthor,
			r.TowardPost, r.PostText, r.Depth, more(i, len(replies), s.p.o.Batch)}
	}
	out := make([]stance.ReplyStance, len(replies))
	err := s.p.exchange(ctx, requests, func(i int, answer []byte) error {
		var a replyAnswer
		want := idOr(replies[i].ID, i)
		if err := parse(answer, &a, &a.head, want); err != nil {
			return err
		}
		if a.Unscored != "" {
			return nil
		}
		p, err := distribution(want, a.Agree, a.Disagree, a.Query, a.Neutral)
		if err != nil {
			return err
		}
		out[i] = stance.ReplyStance{Scored: true, Agree: p[0], Disagree: p[1], Query: p[2], Neutral: p[3]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
