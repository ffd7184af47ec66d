package analysis

import (
	"fmt"
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
)

// replyTones fills the matrix of the tones of parents and the stances of
// replies.
func (c *corpus) replyTones(m *ReplyToneMatrix) {
	var samples [3][4]sample
	labels := ReplyLabels()
	for ri := range c.results {
		r := &c.results[ri]
		items := c.of(ri)
		for i := range items {
			it := &items[i]
			p := c.forests[ri].parent[it.index]
			if p < 0 || int(p) >= len(r.Sentiment) || r.Thread.Comments[p].Deleted {
				continue
			}
			tone, column := toneIndex(r.Sentiment[p].Label()), slices.Index(labels[:], c.reply(it))
			if tone < 0 || column < 0 {
				continue
			}
			m.N[tone][column]++
			for k := range samples[tone] {
				samples[tone][k].add(it, indicator(k == column))
			}
		}
	}
	for p := range samples {
		for k := range samples[p] {
			m.Share[p][k] = c.share(fmt.Sprintf("reply-tones/%d/%d", p, k), &samples[p][k])
		}
	}
}

// toneStances fills out with the stances by the tone of the comment: over all
// targets, then for each of them in the order of the summary's targets.
func (c *corpus) toneStances(out *[]ToneStance, targets []TargetSummary) []func() {
	byName := map[string][]uptake{}
	var all []uptake
	for i := range c.items {
		it := &c.items[i]
		for s := range c.taken(it) {
			if toneIndex(it.label) < 0 || !it.scored {
				continue
			}
			u := uptake{it, s.Label(), s.Abstained}
			byName[s.Target] = append(byName[s.Target], u)
			all = append(all, u)
		}
	}
	if len(all) == 0 {
		return nil
	}
	rows := make([]ToneStance, 1, 1+len(targets))
	if len(targets) > 1 {
		for _, t := range targets {
			rows = append(rows, ToneStance{Target: t.Target})
		}
	} else {
		rows[0].Target = targets[0].Target
	}
	*out = rows
	jobs := make([]func(), len(rows))
	for i := range rows {
		ups := all
		if i > 0 {
			ups = byName[rows[i].Target]
		}
		jobs[i] = func() { c.toneStance(&rows[i], fmt.Sprintf("tone-stance/%d", i), ups) }
	}
	return jobs
}

func (c *corpus) toneStance(t *ToneStance, label string, ups []uptake) {
	var samples [3][3]sample
	var opposite sample
	labels := StanceLabels()
	for _, u := range ups {
		tone, column := toneIndex(u.item.label), slices.Index(labels[:], u.label)
		if column < 0 {
			continue
		}
		t.N[tone][column]++
		for k := range samples[tone] {
			samples[tone][k].add(u.item, indicator(k == column))
		}
		if u.label != stance.None && tone != 1 {
			opposite.add(u.item, indicator(tone+column == 2))
		}
	}
	for p := range samples {
		for k := range samples[p] {
			t.Share[p][k] = c.share(fmt.Sprintf("%s/%d/%d", label, p, k), &samples[p][k])
		}
	}
	t.Opposite = c.share(label+"/opposite", &opposite)
}
