package cli

import (
	"context"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/language"
	"github.com/undertone-project/undertone/internal/stancedetect/tree"
)

// replyProbabilities asks for each row's stance toward its parent, or, where
// the table has source_text, toward the post that began its thread. Rows that
// answer each other inform each other then, as comments do in a report.
func replyProbabilities(ctx context.Context, engine string, gold *eval.Gold) (_ [][]float64, err error) {
	d, err := analysis.NewStanceDetector(engine)
	if err != nil {
		return nil, err
	}
	defer endEngine(d, &err)
	in := goldReplies(gold)
	got, err := d.DetectReplies(ctx, in)
	if err != nil {
		return nil, err
	}
	nodes := make([]tree.Node, len(got))
	links := gold.Links()
	for i, g := range got {
		nodes[i] = tree.Node{Parent: -1, P: [tree.Classes]float64{g.Agree, g.Disagree, g.Query, g.Neutral}}
		if links[i] >= 0 && !in[i].TowardPost {
			nodes[i].Parent, nodes[i].Confidence = links[i], 1
		}
	}
	potentials, err := tree.Default()
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(got))
	for i, p := range tree.Infer(nodes, potentials) {
		out[i] = make([]float64, tree.Classes)
		if got[i].Scored {
			copy(out[i], p[:])
		}
	}
	return out, nil
}

// goldReplies are the rows of a gold table as an engine is asked about them.
func goldReplies(gold *eval.Gold) []stance.Reply {
	ids, texts, parents := gold.Strings("id"), gold.Strings("text"), gold.Strings("parent_text")
	top, posts, depths := gold.Strings("top_level"), gold.Strings("source_text"), gold.Depths()
	in := make([]stance.Reply, len(texts))
	for i := range texts {
		lang, _ := language.Detect(texts[i])
		in[i] = stance.Reply{ID: ids[i], Text: texts[i], ParentText: parents[i], Language: lang, TopLevel: top != nil && top[i] == "1"}
		if posts != nil && posts[i] != "" {
			in[i].TowardPost, in[i].PostText, in[i].Depth = true, posts[i], depths[i]
		}
	}
	return in
}
