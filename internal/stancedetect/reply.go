package stancedetect

import (
	"context"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect/linear"
)

// maxParent bounds how much of a parent is read, in bytes: an article may be
// long, and what a comment takes up is usually in its first paragraphs.
const maxParent = 6000

// DetectReplies gives each reply's stance toward its parent. Replies without
// words, and replies in a language other than English, are not scored.
func (d *Detector) DetectReplies(ctx context.Context, replies []stance.Reply) ([]stance.ReplyStance, error) {
	out := make([]stance.ReplyStance, len(replies))
	sc := d.pool.Get().(*scratch)
	defer d.pool.Put(sc)
	for i, r := range replies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !supported(r.Language) {
			continue
		}
		sc.lookReply(r)
		if len(sc.text.words) > 0 {
			out[i] = d.decideReply(sc)
		}
	}
	return out, nil
}

// lookReply analyses a reply and its parent and enters the features.
func (sc *scratch) lookReply(r stance.Reply) {
	sc.text.read(r.Text)
	sc.parent.read(cut(r.ParentText, maxParent))
	sc.vec.reset()
	sc.replyFeatures(r)
}

// cut shortens s to at most n bytes at a white space.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexAny(s[:n], " \n\t"); i > 0 {
		return s[:i]
	}
	return s[:n]
}

func (d *Detector) decideReply(sc *scratch) stance.ReplyStance {
	z := append(sc.z[:0], 0, 0, 0, 0)
	d.reply.Scores(sc.vec.features, z)
	linear.Softmax(z)
	sc.z = z
	s := stance.ReplyStance{Scored: true, Agree: z[0], Disagree: z[1], Query: z[2]}
	s.Neutral = max(0, 1-s.Agree-s.Disagree-s.Query)
	best := 0
	for c := range z {
		if z[c] > z[best] {
			best = c
		}
	}
	// What speaks for the class chosen, against the mean of all.
	s.Evidence = contributions(&sc.vec, func(i int) (string, float64, string) {
		f := sc.vec.features[i]
		w := weight(d.reply, f, best)
		for c := range 4 {
			w -= weight(d.reply, f, c) / 4
		}
		if w < 0 {
			return replyRule(f.ID), w, "against " + replyClasses[best]
		}
		return replyRule(f.ID), w, "for " + replyClasses[best]
	})
	return s
}

func replyRule(id uint32) string {
	if id < replyDense {
		return replyNames[id]
	}
	return "words"
}
