package stancedetect

import (
	"context"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
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
		if !d.reply.supports(r.Language) {
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
	sc.text = sc.read(withoutQuotes(r.Text), 0)
	parent := cut(strings.TrimSpace(r.ParentText), maxParent)
	r.TopLevel = r.TopLevel || parent == ""
	if r.TopLevel {
		parent = ""
	}
	sc.parent = sc.read(parent, 1)
	sc.vec.reset()
	sc.replyFeatures(r)
	sc.manner = sc.replyManner(r)
	if sc.manner != plainManner {
		// People answer in other ways there; each feature counts once more.
		for i, f := range sc.vec.features {
			sc.vec.add(f.ID+uint32(sc.manner)*replyDense, f.X, sc.vec.spans[i])
		}
	}
}

// withoutQuotes blanks out lines that quote ("> ..."), so that what is left
// stands where it stood. A text that is nothing but quotation stays as it is.
func withoutQuotes(s string) string {
	if !strings.Contains(s, ">") {
		return s
	}
	b := []byte(s)
	left := false
	for start := 0; start < len(b); {
		end := start + strings.IndexByte(s[start:]+"\n", '\n')
		if line := strings.TrimLeft(s[start:end], " \t"); strings.HasPrefix(line, ">") {
			for i := start; i < end; i++ {
				b[i] = ' '
			}
		} else {
			left = left || strings.TrimSpace(line) != ""
		}
		start = end + 1
	}
	if !left {
		return s
	}
	return string(b)
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
	var z scores
	d.reply.structural(&sc.vec, &z)
	hashed := d.reply.bits > 0
	if hashed {
		sc.whole.start(d.reply, len(sc.text.words))
		if d.reply.base != nil {
			sc.sampleReplyGrams(&sc.whole, d.reply.rarity, sc.zeroShotReply(d.reply.base))
		} else {
			sc.replyGrams(&sc.whole)
		}
		z.add(&sc.whole.z)
	}
	sure := d.reply.sureness(sc.calibrated())
	for c := range z {
		z[c] *= sure
	}
	p := z.probabilities(4)
	s := stance.ReplyStance{Scored: true, Agree: p[0], Disagree: p[1], Query: p[2]}
	s.Neutral = max(0, 1-s.Agree-s.Disagree-s.Query)
	best := 0
	for c := range p {
		if p[c] > p[best] {
			best = c
		}
	}
	// What speaks for the class chosen, against the mean of all.
	along := scores{-0.25, -0.25, -0.25, -0.25}
	along[best]++
	for c := range along {
		along[c] *= sure
	}
	var parts [2]*grams
	if hashed {
		parts[0] = &sc.whole
	}
	s.Evidence = sc.explain(d.reply, &along, parts, [2]float64{1, 1}, replyRule)
	for i := range s.Evidence {
		s.Evidence[i].Note = replyNotes[best][int(has(s.Evidence[i].Weight < 0))]
	}
	return s
}

var replyNotes = [maxClasses][2]string{
	{"for agree", "against agree"}, {"for disagree", "against disagree"}, {"for query", "against query"}, {"for neutral", "against neutral"},
}

func replyRule(id uint32) string {
	if id < uint32(manners)*replyDense {
		return replyNames[id%replyDense] + mannerNotes[id/replyDense]
	}
	return "words"
}
