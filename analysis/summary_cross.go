package analysis

import "github.com/undertone-project/undertone/analysis/stance"

// ReplyToneMatrix is the stance of replies by the tone of the comment that
// they answer. Rows are ToneLabels, columns ReplyLabels. A stance is toward one
// parent, so that the intervals take the reply edges as they are.
type ReplyToneMatrix struct {
	// Share[p][k] is the share of stance k among the replies with a known
	// stance to comments of tone p.
	Share [3][4]Estimate
	N     [3][4]int
}

// ReplyLabels are the labels of a ReplyToneMatrix's columns.
func ReplyLabels() [4]stance.ReplyLabel {
	return [4]stance.ReplyLabel{stance.Agree, stance.Disagree, stance.Query, stance.Neutral}
}

// ToneStance is stance toward targets by the tone of the comment. Rows are
// ToneLabels, columns StanceLabels.
type ToneStance struct {
	// Target is empty where all targets are counted together: a comment then
	// counts once for each target that it takes up.
	Target string
	// Share[t][k] is the share of stance k among the comments of tone t that
	// take the target up.
	Share [3][3]Estimate
	N     [3][3]int
	// Opposite is the share of those for the target in a negative comment or
	// against it in a positive one, among the stances for or against in
	// comments that are negative or positive.
	Opposite Estimate
}

// StanceLabels are the labels of a ToneStance's columns, so that column k of
// row k is where tone and stance point the same way.
func StanceLabels() [3]stance.Label {
	return [3]stance.Label{stance.Against, stance.None, stance.Favor}
}

// LorenzPoint says how much the most active authors wrote.
type LorenzPoint struct {
	// Authors is a number of authors, the most active first, Items how many
	// items they wrote.
	Authors, Items int
}
