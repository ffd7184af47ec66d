package analysis

import (
	"fmt"
	"slices"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stats"
)

// replies fills the stances of comments toward their parents.
func (c *corpus) replies(s *Summary) []func() {
	var toComments, toPost []*item
	for i := range c.items {
		it := &c.items[i]
		if c.forests[it.result].parent[it.index] >= 0 {
			toComments = append(toComments, it)
		} else {
			toPost = append(toPost, it)
		}
	}
	return []func(){
		func() { s.RepliesToComments = c.replyShares("replies/comments", toComments) },
		func() { s.RepliesToPost = c.replyShares("replies/post", toPost) },
	}
}

func (c *corpus) replyShares(label string, items []*item) ReplyShares {
	var r ReplyShares
	labels := [4]stance.ReplyLabel{stance.Agree, stance.Disagree, stance.Query, stance.Neutral}
	counts := [4]*int{&r.NAgree, &r.NDisagree, &r.NQuery, &r.NNeutral}
	var samples [4]sample
	for _, it := range items {
		got := c.reply(it)
		if got == stance.ReplyUnknown {
			r.Unknown++
			continue
		}
		r.N++
		for k, l := range labels {
			samples[k].add(it, indicator(got == l))
			if got == l {
				*counts[k]++
			}
		}
	}
	for k, e := range [4]*Estimate{&r.Agree, &r.Disagree, &r.Query, &r.Neutral} {
		*e = c.share(fmt.Sprintf("%s/%s", label, labels[k]), &samples[k])
	}
	return r
}

// toneIndex is the place of a label among ToneLabels; -1 for Unscored.
func toneIndex(l sentiment.Label) int {
	labels := ToneLabels()
	return slices.Index(labels[:], l)
}

// eachTone calls visit for every scored reply to a scored comment, with the
// places of the two tones, under the parents that parents gives for each thread.
func (c *corpus) eachTone(parents func(*forest) []int32, visit func(it *item, parent, reply int)) {
	for ri := range c.results {
		r := &c.results[ri]
		parent := parents(&c.forests[ri])
		items := c.of(ri)
		for i := range items {
			it := &items[i]
			p := parent[it.index]
			if !it.scored || p < 0 || int(p) >= len(r.Sentiment) || r.Thread.Comments[p].Deleted {
				continue
			}
			if tone := toneIndex(r.Sentiment[p].Label()); tone >= 0 {
				visit(it, tone, toneIndex(it.label))
			}
		}
	}
}

// tones fills the matrix of the tones of parents and replies.
func (c *corpus) tones(m *ToneMatrix) {
	var chosen [3][3]sample
	c.eachTone(func(f *forest) []int32 { return f.parent }, func(it *item, p, r int) {
		m.N[p][r]++
		for k := range 3 {
			chosen[p][k].add(it, indicator(k == r))
		}
	})
	drawn := c.drawTones()
	for p := range 3 {
		for r := range 3 {
			sets := make([][]stats.Cluster, len(drawn))
			for k := range drawn {
				sets[k] = drawn[k][p][r]
			}
			s := &chosen[p][r]
			o := c.statOptions(fmt.Sprintf("tones/%d/%d", p, r))
			m.Share[p][r] = c.estimate(stats.ShareMixture(s.clusters, sets, o), s)
		}
	}
}

// toneSums are the clusters of each cell of the matrix, by group of authors.
type toneSums [3][3][]stats.Cluster

// drawTones counts tones under draws of the uncertain edges; nil without any.
func (c *corpus) drawTones() []toneSums {
	if !c.uncertain() {
		return nil
	}
	groups := c.authorGroups()
	out := make([]toneSums, edgeDraws)
	stats.Parallel(edgeDraws, func(k int) {
		rng := stats.NewRand(c.opt.Seed, "tones/edges", k)
		for p := range 3 {
			for r := range 3 {
				out[k][p][r] = make([]stats.Cluster, min(len(groups), stats.MaxClusters))
			}
		}
		var parent []int32
		c.eachTone(func(f *forest) []int32 {
			parent = append(parent[:0], f.parent...)
			f.draw(rng, parent)
			return parent
		}, func(it *item, p, r int) {
			g := groups[it.author]
			for column := range 3 {
				out[k][p][column][g].N++
			}
			out[k][p][r][g].Sum++
		})
	})
	return out
}

// uncertain reports whether any edge can be redrawn.
func (c *corpus) uncertain() bool {
	for i := range c.forests {
		if len(c.forests[i].choices) > 0 {
			return true
		}
	}
	return false
}
