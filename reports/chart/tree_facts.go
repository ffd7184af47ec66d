package chart

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
)

// treeFacts are the counts behind a tree's title and notes.
type treeFacts struct {
	comments, replies, deepest int
	inferred, unsure, open     int // edges: not given by the input; of those below 0.6; left at the post for want of a parent
	deleted, unscored          int
}

func treeFactsOf(t *analysis.Tree) treeFacts {
	var f treeFacts
	for _, n := range t.Nodes {
		if n.Depth == 0 {
			continue
		}
		if n.Deleted {
			f.deleted++
			continue
		}
		f.comments++
		f.deepest = max(f.deepest, n.Depth)
		if n.Depth > 1 {
			f.replies++
		}
		switch edgeKindOf(n) {
		case edgeInferred:
			f.inferred++
		case edgeUnsure:
			f.inferred++
			f.unsure++
		case edgeOpen:
			f.open++
		}
		if !n.Scored {
			f.unscored++
		}
	}
	return f
}

func treeFinding(f treeFacts) string {
	about := ""
	if f.inferred > 0 || f.open > 0 {
		about = "an estimated "
	}
	switch {
	case f.comments == 0:
		return "Only deleted comments under the post"
	case f.comments == 1:
		return "One comment under the post"
	case f.replies == 0 && about != "":
		return fmt.Sprintf("No replies between the %s comments were found", numeral.Count(f.comments))
	case f.replies == 0:
		return fmt.Sprintf("All %s comments answer the post, none another comment", numeral.Count(f.comments))
	}
	verb := "answer"
	if f.replies == 1 {
		verb = "answers"
	}
	return upperFirst(fmt.Sprintf("%s%s of %s comments %s another comment, down to level %d",
		about, numeral.Count(f.replies), numeral.Count(f.comments), verb, f.deepest))
}

// edgeKind is how an edge is drawn.
type edgeKind int

const (
	edgeGiven    edgeKind = iota // declared or marked up, or known to answer the post
	edgeInferred                 // inferred
	edgeUnsure                   // inferred with a confidence below unsureBelow
	edgeOpen                     // no parent was probable enough: left at the post
)

const unsureBelow = 0.6

func edgeKindOf(n analysis.TreeNode) edgeKind {
	switch {
	case n.Source.Certain() || n.Source == "":
		return edgeGiven
	case n.Source == thread.ParentNone && n.Confidence < 0.5:
		return edgeOpen
	case n.Source == thread.ParentNone && (n.Confidence == 1 || math.IsNaN(n.Confidence)):
		return edgeGiven
	case n.Confidence < unsureBelow:
		return edgeUnsure
	}
	return edgeInferred
}
