package edge

import (
	"math"

	"github.com/undertone-project/undertone/internal/address"
)

const (
	// maxLevels bounds how many ancestors of the comment before are
	// considered; of 60,000 replies in trees of all kinds, fewer than one in
	// 500 goes back further.
	maxLevels = 24
	// window is how many comments back are considered in time order.
	window = 24
)

// node is a comment's place in one reply tree under construction. Nodes are
// never changed, so that trees share them.
type node struct {
	comment int
	depth   int   // 1 for a top-level comment
	order   int   // number of siblings before it
	up      *node // nil for a top-level comment
	hash    uint64
}

// child is the node of comment i under up, after the siblings before it.
func child(i int, up *node, siblings int) *node {
	n := &node{comment: i, depth: 1, order: siblings, up: up, hash: childHash(i, up)}
	if up != nil {
		n.depth = up.depth + 1
	}
	return n
}

// childHash tells the node of comment i under up from all others of i.
func childHash(i int, up *node) uint64 {
	h := uint64(14695981039346656037)
	if up != nil {
		h = up.hash
	}
	return (h ^ uint64(i+1)) * 1099511628211
}

// candidate is a possible parent of a comment.
type candidate struct {
	parent   int   // a comment's index, or Post
	node     *node // nil for the post
	slot     slot
	level    int // comments passed over on the way up, or back in time
	siblings int // children the candidate has already, as far as known
	last     int // the last of those children, or -1
}

// stackCandidates lists the possible parents of comment i in depth-first
// order: the post, then the comment before, whose node top is, and its
// ancestors.
func (v *View) stackCandidates(top *node, dst []candidate) []candidate {
	dst = append(dst, candidate{parent: Post, slot: slotPost, last: -1})
	below, level := (*node)(nil), 0
	for n := top; n != nil && level < maxLevels; n = n.up {
		c := candidate{parent: n.comment, node: n, slot: slotUp, level: level, last: -1}
		if below == nil {
			c.slot = slotPrev
		} else {
			c.siblings, c.last = below.order+1, below.comment
		}
		dst = append(dst, c)
		below = n
		level++
	}
	return dst
}

// timeCandidates lists the possible parents of comment i in time order: the
// post, the comments of a window before it, and those further back that it
// quotes or whose author it names.
func (v *View) timeCandidates(i int, nodes []*node, latest map[int]int, dst []candidate) []candidate {
	dst = append(dst, candidate{parent: Post, slot: slotPost, last: -1})
	add := func(j int) {
		if j < 0 || j >= i || nodes[j] == nil {
			return
		}
		for _, c := range dst[1:] {
			if c.parent == j {
				return
			}
		}
		c := candidate{parent: j, node: nodes[j], slot: slotUp, level: i - j - 1, last: -1}
		if j == i-1 {
			c.slot = slotPrev
		}
		dst = append(dst, c)
	}
	for j := i - 1; j >= 0 && j >= i-window; j-- {
		add(j)
	}
	for k, h := range v.thread.Comments[i].Hits {
		if k < 4 {
			add(h.Target)
		}
	}
	for k, a := range v.seen[i].named {
		if j, ok := latest[a]; ok && a > 0 && k < 4 {
			add(j)
		}
	}
	return dst
}

// strong is the size of features that are rare but tell much, so that the
// penalty on weights does not keep them from being heard.
const strong = 3

// pairs is the features of a comment and one possible parent.
type pairs [numPairs]float64

// likeness is how much the words of a comment are those of an earlier one.
type likeness struct {
	of             int // the comment, plus 1
	cosine, rarest float64
}

// likeness compares the words of comment i with those of comment j. Reply trees
// ask for the same pairs many times over, one comment after the other.
func (v *View) likeness(i, j int) *likeness {
	l := &v.likenesses[j]
	if l.of != i+1 {
		l.of = i + 1
		l.cosine, l.rarest = v.vocab.similarity(v.seen[i].bag, v.seen[j].bag)
	}
	return l
}

// fill computes the pair features of comment i and all its candidates.
func (v *View) fill(i int, cands []candidate, out []pairs) {
	best, bestAt := v.seen[i].cues[cueSimPost], -1
	for k := range cands {
		c := &cands[k]
		out[k] = pairs{}
		if c.parent == Post {
			continue
		}
		p := &out[k]
		l := v.likeness(i, c.parent)
		p[pairSim], p[pairRare] = l.cosine, l.rarest
		if p[pairSim] > best {
			best, bestAt = p[pairSim], k
		}
		v.wordPair(i, c, p)
		v.authorPair(i, c, p)
		v.timePair(i, c.parent, p)
	}
	if bestAt >= 0 {
		out[bestAt][pairSimBest] = 1
	}
}

// wordPair fills the features of wording and place.
func (v *View) wordPair(i int, c *candidate, p *pairs) {
	s, j := &v.seen[i], &v.seen[c.parent]
	for _, h := range v.thread.Comments[i].Hits {
		if h.Target == c.parent {
			p[pairQuote] = strong * h.Share
		} else {
			p[pairQuoteOther] = max(p[pairQuoteOther], strong*h.Share)
		}
	}
	asks := flag(j.tokens.marks.questions > 0)
	p[pairAsks] = asks
	p[pairAsksAnswer] = asks * max(s.cues[cueAnswer], 1-s.cues[cueQuestion]) * flag(j.tokens.marks.endsAsking)
	p[pairWords] = j.cues[cueWords]
	p[pairShort] = j.cues[cueShort]
	p[pairReplyLike] = j.reply
	p[pairShortToLong] = flag(s.tokens.all <= 15) * j.cues[cueWords]
	p[pairPraised] = s.cues[cueContribution] * j.cues[cueWords]
	p[pairDistance] = logCount(i-c.parent-1) / 3
	p[pairLevel] = logCount(c.level) / 2
	p[pairRoot] = flag(c.node.depth == 1)
	p[pairDepth] = logCount(c.node.depth) / 2
	p[pairChildren] = logCount(c.siblings) / 2
}

// logCounts are logarithms of the small numbers that come up all the time.
var logCounts = func() (logs [256]float64) {
	for n := range logs {
		logs[n] = math.Log1p(float64(n))
	}
	return logs
}()

// logCount is the natural logarithm of n+1.
func logCount(n int) float64 {
	if 0 <= n && n < len(logCounts) {
		return logCounts[n]
	}
	return math.Log1p(float64(n))
}

// authorPair fills the features of who wrote, and who is named.
func (v *View) authorPair(i int, c *candidate, p *pairs) {
	s, j := &v.seen[i], &v.seen[c.parent]
	for k, a := range s.named {
		switch {
		case a == 0:
		case a != j.author:
			p[pairNamesOther] = strong
		case s.kinds[k] == address.Handle, s.kinds[k] == address.Vocative && v.thread.Comments[i].Names[k].Span.Start < earlyName:
			p[pairAddressed] = strong
		case s.kinds[k] == address.Vocative:
			p[pairVocative] = strong
		default:
			p[pairReference] = strong
		}
	}
	if p[pairAddressed]+p[pairVocative] > 0 {
		p[pairNamesOther] = 0
	}
	if s.author == 0 || j.author == 0 {
		return
	}
	for k, a := range j.named {
		if a == s.author && j.kinds[k] != address.Reference {
			p[pairNamedBack] = strong
		}
	}
	p[pairSameAuthor] = flag(s.author == j.author)
	if up := c.node.up; up != nil && s.author != j.author {
		p[pairTurn] = flag(v.seen[up.comment].author == s.author)
	}
	p[pairHost] = flag(j.author == v.host)
	p[pairAnswersHost] = p[pairHost] * s.cues[cueAuthorSeen]
	p[pairHostOnThis] = s.cues[cueHost] * (1 - p[pairHost])
	if c.last >= 0 && s.cues[cueHost] == 0 {
		p[pairHostAnswered] = flag(v.host > 0 && v.seen[c.last].author == v.host)
	}
}

// timePair fills the features of the times of both.
func (v *View) timePair(i, parent int, p *pairs) {
	a, b := v.thread.Comments[i].When, v.thread.Comments[parent].When
	if !a.Known || !b.Known {
		return
	}
	p[pairLater] = flag(a.before(b))
	p[pairGapKnown] = 1
	p[pairGap] = gap(b, a)
}
