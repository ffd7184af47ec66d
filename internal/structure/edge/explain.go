package edge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/address"
	"github.com/undertone-project/undertone/internal/text"
)

// Reason is one feature's part in the score of a candidate.
type Reason struct {
	Rule string
	// Weight is how much the feature raises the candidate's log odds above
	// the mean of all candidates.
	Weight float64
	Span   text.Span // in the comment's text; empty where it is about no words
}

// Placement is a decided reply tree, for explaining its edges.
type Placement struct {
	view  *View
	nodes []*node
	sibs  []int // number of earlier siblings of each comment
	last  []int // the sibling before, or -1
}

// Place puts the decided parents, indices or [Post], into a form that edges
// can be explained in. Parents that come after their comment count as the
// post.
func (v *View) Place(parents []int) *Placement {
	n := len(parents)
	p := &Placement{view: v, nodes: make([]*node, n), sibs: make([]int, n), last: make([]int, n)}
	counts, latest := make([]int, n+1), make([]int, n+1)
	for i := range latest {
		latest[i] = -1
	}
	for i, parent := range parents {
		if parent >= i || parent < 0 {
			parent = Post
		}
		var up *node
		if parent >= 0 {
			up = p.nodes[parent]
		}
		p.sibs[i], p.last[i] = counts[parent+1], latest[parent+1]
		p.nodes[i] = child(i, up, counts[parent+1])
		counts[parent+1]++
		latest[parent+1] = i
	}
	return p
}

// Explain gives, for each of some possible parents of comment i, the features
// that speak for it, strongest first, at most limit of them.
func (p *Placement) Explain(m *Model, timeOrder bool, i int, parents []int, limit int) [][]Reason {
	v := p.view
	w := &m.DepthFirst
	v.readKind(m.Kinds)
	if timeOrder {
		w = &m.Time
	}
	cands := make([]candidate, len(parents))
	for k, parent := range parents {
		cands[k] = p.candidate(i, parent, timeOrder)
	}
	feats := make([]pairs, len(cands))
	v.fill(i, cands, feats)
	words := v.wordScore(m.Words, i)
	parts := make([][numRules]float64, len(cands))
	var mean [numRules]float64
	for k := range cands {
		parts[k] = v.parts(w, words, i, &cands[k], &feats[k])
		for r, x := range parts[k] {
			mean[r] += x / float64(len(cands))
		}
	}
	out := make([][]Reason, len(cands))
	for k := range cands {
		for r, x := range mean {
			if d := parts[k][r] - x; d >= 0.1 && r != cueBias {
				out[k] = append(out[k], Reason{Rule: ruleName(r), Weight: d})
			}
		}
		slices.SortFunc(out[k], func(a, b Reason) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Rule, b.Rule))
		})
		out[k] = out[k][:min(limit, len(out[k]))]
		for r := range out[k] {
			out[k][r].Span = v.span(out[k][r].Rule, i, cands[k].parent)
		}
	}
	return out
}

func (p *Placement) candidate(i, parent int, timeOrder bool) candidate {
	if parent < 0 {
		return candidate{parent: Post, slot: slotPost, last: -1}
	}
	c := candidate{parent: parent, node: p.nodes[parent], slot: slotUp, last: -1}
	if parent == i-1 {
		c.slot = slotPrev
	}
	if timeOrder || parent >= i {
		c.level = max(i-parent-1, 0)
		return c
	}
	for n := p.nodes[i-1]; n != nil && n.comment != parent && c.level < maxLevels; n = n.up {
		c.siblings, c.last = n.order+1, n.comment
		c.level++
	}
	return c
}

// The rules that scores are explained by: the cues of the comment itself, then
// the thread's taken together, the first words together, and the pair features.
const (
	ruleKind  = globalFirst
	ruleWords = globalFirst + 1
	rulePairs = globalFirst + 2
	numRules  = rulePairs + numPairs
)

func ruleName(r int) string {
	switch {
	case r < globalFirst:
		return cueNames[r]
	case r == ruleKind:
		return "kind-of-thread"
	case r == ruleWords:
		return "first-words"
	}
	return pairNames[r-rulePairs]
}

// parts is a candidate's score by rule. words is the score of the comment's
// first words.
func (v *View) parts(w *Weights, words float64, i int, c *candidate, p *pairs) (out [numRules]float64) {
	for cue, x := range v.seen[i].cues {
		out[cue] = x * w[cueAt(cue, c.slot)]
	}
	for k, x := range v.global {
		out[ruleKind] += x * w[cueAt(globalFirst+k, c.slot)]
	}
	if c.slot == slotPost {
		return out
	}
	out[ruleWords] = words
	for k, x := range p {
		out[rulePairs+k] = x * w[pairAt(k, c.slot)]
	}
	return out
}

// span finds the words of comment i that a rule is about.
func (v *View) span(rule string, i, parent int) text.Span {
	c := &v.thread.Comments[i]
	switch rule {
	case "addresses-author", "names-author", "reference-to-author":
		for k, a := range v.seen[i].named {
			if parent >= 0 && a > 0 && a == v.seen[parent].author {
				return c.Names[k].Span
			}
		}
	case "handle", "vocative", "reference", "vocative-first", "unknown-name", "names-another", "names-post-author":
		if len(c.Names) > 0 {
			return c.Names[0].Span
		}
	case "question", "ends-in-question", "asks":
		if at := strings.LastIndexByte(c.Text, '?'); at >= 0 {
			return text.Span{Start: at, End: at + 1}
		}
	case "second-person", "second-person-early", "you-said":
		return firstToken(c.Text, func(w string) bool { return secondPerson[w] })
	case "post-words":
		return firstToken(c.Text, func(w string) bool { return postWords[w] })
	case "disputes":
		return firstToken(c.Text, func(w string) bool { return disagreement[w] })
	case "shared-words", "best-shared-words", "rare-word":
		return v.rarestShared(i, parent)
	case "agreement", "contradiction", "answer", "anaphora", "conjunction", "thanks", "interjection", "greeting", "first-person",
		"about-the-post", "first-words", "that-is", "lower-case", "quotation-mark":
		return opening(c.Text)
	}
	return text.Span{}
}

func firstToken(s string, want func(string) bool) text.Span {
	for _, t := range text.Tokens(nil, s) {
		if t.Kind == text.Word && want(text.Fold(t.In(s))) {
			return t.Span
		}
	}
	return text.Span{}
}

// opening is the first three words of s.
func opening(s string) text.Span {
	var sp text.Span
	words := 0
	for k, t := range text.Tokens(nil, s) {
		if k == 0 {
			sp.Start = t.Start
		}
		sp.End = t.End
		if t.Kind == text.Word {
			words++
		}
		if words == 3 {
			break
		}
	}
	return sp
}

// rarestShared is the rarest word that comment i shares with its parent.
func (v *View) rarestShared(i, parent int) text.Span {
	other := &v.post
	if parent >= 0 {
		other = &v.seen[parent]
	}
	weights := make(map[int32]float64, len(other.bag.terms))
	for _, t := range other.bag.terms {
		weights[t.id] = t.weight
	}
	best, sp := 0.0, text.Span{}
	s := v.thread.Comments[i].Text
	for _, t := range text.Tokens(nil, s) {
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		id, ok := v.vocab.ids[stem(text.Fold(t.In(s)))]
		if w := weights[id]; ok && w > best {
			best, sp = w, t.Span
		}
	}
	return sp
}

// Addressed reports whether comment i speaks to the author of another one by
// name.
func (v *View) Addressed(i, parent int) bool {
	if parent < 0 || v.seen[parent].author == 0 {
		return false
	}
	for k, a := range v.seen[i].named {
		if a == v.seen[parent].author && v.seen[i].kinds[k] != address.Reference {
			return true
		}
	}
	return false
}

// Quotes is the share of comment i's quotations that stand in another text.
func (v *View) Quotes(i, parent int) float64 {
	for _, h := range v.thread.Comments[i].Hits {
		if h.Target == parent {
			return h.Share
		}
	}
	return 0
}
