package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
)

// threads fills out with one row for each result, in their order.
func (c *corpus) threads(out *[]ThreadSummary) []func() {
	rows := make([]ThreadSummary, len(c.results))
	jobs := make([]func(), len(c.results))
	for i := range rows {
		jobs[i] = func() { rows[i] = c.threadRow(i) }
	}
	*out = rows
	return jobs
}

func (c *corpus) threadRow(ri int) ThreadSummary {
	th := c.results[ri].Thread
	items := c.of(ri)
	row := ThreadSummary{
		ThreadID: th.ID, Title: th.Post.Title, Author: th.Post.Author,
		Source: th.Source, Created: th.Post.Created,
		Warnings: slices.Clone(th.Warnings),
	}
	authors := map[int32]bool{}
	for i := range items {
		if items[i].scored {
			row.Scored++
		}
		if items[i].known && items[i].index >= 0 {
			authors[items[i].author] = true
		}
	}
	row.Authors = len(authors)
	c.countComments(ri, &row)
	label := "thread/" + th.ID + "/"
	row.Virality = c.virality(ri, label+"virality")
	row.Concentration = c.concentration(label+"gini", items)
	row.Sentiment = c.mean(label+"mean", scored(items))
	row.NegativeShare = c.share(label+"negative", labelled(items, sentiment.Negative))
	row.PositiveShare = c.share(label+"positive", labelled(items, sentiment.Positive))
	return row
}

// countComments fills what concerns edges, depths and times.
func (c *corpus) countComments(ri int, row *ThreadSummary) {
	th, f := c.results[ri].Thread, &c.forests[ri]
	confidence := 0.0
	for i := range th.Comments {
		cm := &th.Comments[i]
		row.MaxDepth = max(row.MaxDepth, int(f.depth[i]))
		if cm.Deleted {
			row.Deleted++
			continue
		}
		row.Comments++
		if f.depth[i] == 1 {
			row.TopLevel++
		}
		if inferred(&cm.Reply) {
			row.InferredEdges++
			confidence += cm.Reply.Confidence
		}
		if cm.Created.Known() {
			if !row.First.Known() || cm.Created.At.Before(row.First.At) {
				row.First = cm.Created
			}
			if !row.Last.Known() || cm.Created.At.After(row.Last.At) {
				row.Last = cm.Created
			}
		}
	}
	row.MeanParentConfidence = math.NaN()
	if row.InferredEdges > 0 {
		row.MeanParentConfidence = confidence / float64(row.InferredEdges)
	}
}

// trees fills out with the reply tree of each thread that has comments,
// largest first, equals in their order.
func (c *corpus) trees(out *[]Tree) []func() {
	var order []int
	for i := range c.results {
		if len(c.results[i].Thread.Comments) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(c.results[b].Thread.Comments), len(c.results[a].Thread.Comments))
	})
	trees := make([]Tree, len(order))
	jobs := make([]func(), len(order))
	for i, ri := range order {
		jobs[i] = func() { trees[i] = c.tree(ri) }
	}
	*out = trees
	return jobs
}

// tree lists the nodes of one thread depth first, children in source order.
func (c *corpus) tree(ri int) Tree {
	r, f := &c.results[ri], &c.forests[ri]
	th := r.Thread
	t := Tree{ThreadID: th.ID, Title: th.Post.Title, Nodes: make([]TreeNode, 0, len(th.Comments)+1)}
	t.Nodes = append(t.Nodes, TreeNode{
		ID: th.Post.ID, Author: th.Post.Author, Words: r.PostWords,
		Scored: r.PostSentiment.Scored, Sentiment: r.PostSentiment.Polarity(),
		Label:  r.PostSentiment.Label(),
		Source: thread.ParentNone, Confidence: 1,
	})
	for _, i := range f.depthFirst() {
		t.Nodes = append(t.Nodes, treeNode(r, f, int(i)))
	}
	return t
}

func treeNode(r *Result, f *forest, i int) TreeNode {
	cm := &r.Thread.Comments[i]
	n := TreeNode{
		ID: cm.ID, ParentID: r.Thread.Post.ID, Depth: int(f.depth[i]),
		Source: cm.Reply.Source, Confidence: cm.Reply.Confidence,
		Author: cm.Author, Deleted: cm.Deleted,
	}
	if i < len(r.Words) {
		n.Words = r.Words[i]
	}
	if p := f.parent[i]; p >= 0 {
		n.ParentID = r.Thread.Comments[p].ID
	}
	if i < len(r.Sentiment) && !cm.Deleted {
		s := &r.Sentiment[i]
		n.Scored, n.Sentiment, n.Label = s.Scored, s.Polarity(), s.Label()
	}
	return n
}

// depthFirst lists the comments parents first, children in source order.
func (f *forest) depthFirst() []int32 {
	n := len(f.parent)
	// firstChild[p+1] and sibling chain the children of p; the post is -1.
	firstChild, sibling := make([]int32, n+1), make([]int32, n)
	for i := range firstChild {
		firstChild[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		p := f.parent[i] + 1
		sibling[i], firstChild[p] = firstChild[p], int32(i)
	}
	out := make([]int32, 0, n)
	stack := []int32{firstChild[0]}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		if i < 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		stack[len(stack)-1] = sibling[i]
		out = append(out, i)
		stack = append(stack, firstChild[i+1])
	}
	return out
}
