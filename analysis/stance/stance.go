// Package stance is the contract between undertone and the engines that say
// what a comment stands for: toward a named target (favor, against, none) and
// toward the comment it answers (agree, disagree, query, neutral). Neither is
// derived from sentiment: "Exactly. It is a shameful situation" is negative
// in tone and agrees.
package stance

import (
	"context"
	"math"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Label is a stance toward a target.
type Label string

// The labels of a stance toward a target. Unknown is the zero value: no
// engine looked, or it could not tell; None means that it looked and found
// neither.
const (
	Unknown Label = ""
	Favor   Label = "favor"
	Against Label = "against"
	None    Label = "none"
)

// Target is a person, organisation, place or policy that comments take sides on.
type Target struct {
	Name string
	// Aliases are other words for it; Name itself need not be repeated.
	Aliases []string
	// Opposes names other targets that stand against this one.
	Opposes []string
}

// Text is one comment to find stances in.
type Text struct {
	ID       string
	Text     string // the author's own words
	Language string // BCP 47, or "und"
}

// Stance is what an engine says of one comment and one target.
type Stance struct {
	Target string
	// Favor, Against and None are probabilities in [0, 1] that add up to 1.
	Favor, Against, None float64
	// Mentioned is whether the comment names the target.
	Mentioned bool
	// Abstained is set where the likeliest class is a side that is not sure
	// enough to be given (see [Limits]): the label is then None, while the
	// probabilities stay as they are. Engines leave it unset.
	Abstained bool
	// Evidence lists mentions, words and rules with their contributions
	// (positive ones speak for favor); spans point into the text given.
	Evidence []thread.Evidence
}

// Score is p_favor - p_against, in [-1, 1].
func (s Stance) Score() float64 { return s.Favor - s.Against }

// Label is the likeliest class, and None where the stance was abstained from.
func (s Stance) Label() Label {
	if s.Abstained {
		return None
	}
	return s.Likeliest()
}

// Likeliest is the most probable class, however probable; a tie goes to None.
func (s Stance) Likeliest() Label {
	switch {
	case s.Favor == 0 && s.Against == 0 && s.None == 0:
		return Unknown
	case s.Favor > s.None && s.Favor > s.Against:
		return Favor
	case s.Against > s.None && s.Against > s.Favor:
		return Against
	}
	return None
}

// Limits say how sure a side must be to be given. A stance whose likeliest
// class is a side that does not reach them is abstained from.
type Limits struct {
	// Least is the least probability of the side, Lead the least distance to
	// the probability of the other side.
	Least, Lead float64
}

// DefaultLimits give a side that is more probable than all else together and
// clearly ahead of the other side: on the developers' sets, sides short of them
// are right about half of the time or less (see the model card of the stance
// engines).
var DefaultLimits = Limits{Least: 0.5, Lead: 0.1}

// Apply sets Abstained by the limits.
func (l Limits) Apply(s *Stance) {
	p := max(s.Favor, s.Against)
	s.Abstained = s.Likeliest() != None && s.Likeliest() != Unknown && (p < l.Least || math.Abs(s.Score()) < l.Lead)
}

// Detector finds stances toward targets.
type Detector interface {
	// Name is the engine's name as given with --stance.
	Name() string
	// Detect gives, for each text in order, the stances toward those targets
	// that the text takes up; a target that it does not touch may be left
	// out. It is safe for concurrent use and deterministic.
	Detect(ctx context.Context, texts []Text, targets []Target) ([][]Stance, error)
}

// ReplyLabel is a stance toward the comment or post being answered.
type ReplyLabel string

// The labels of a reply's stance. ReplyUnknown is the zero value.
const (
	ReplyUnknown ReplyLabel = ""
	Agree        ReplyLabel = "agree"
	Disagree     ReplyLabel = "disagree"
	Query        ReplyLabel = "query"
	Neutral      ReplyLabel = "neutral"
)

// Reply is a comment and what it answers.
type Reply struct {
	ID         string
	Text       string // the author's own words
	Quoted     string // what it quotes
	ParentText string // the parent's own words
	TopLevel   bool   // the parent is the post
	SameAuthor bool   // the parent has the same author
	Language   string // BCP 47, or "und"
	// TowardPost asks for the stance toward the post that began the thread,
	// whatever the comment answers. PostText is that post's text, and Depth
	// how many steps up it stands: 1 for an answer to it, 0 for the post
	// itself. Both only count where TowardPost is set.
	TowardPost bool
	PostText   string
	Depth      int
}

// ReplyStance is what an engine says of one reply.
type ReplyStance struct {
	// Scored is false where the engine cannot tell; the probabilities are
	// then 0.
	Scored bool
	// The probabilities are in [0, 1] and add up to 1.
	Agree, Disagree, Query, Neutral float64
	// Evidence lists words and rules with their contributions; Note tells
	// which class each speaks for.
	Evidence []thread.Evidence
}

// Label is the most probable class; a tie goes to Neutral.
func (s ReplyStance) Label() ReplyLabel {
	if !s.Scored {
		return ReplyUnknown
	}
	best, label := s.Neutral, Neutral
	for _, c := range []struct {
		p float64
		l ReplyLabel
	}{{s.Agree, Agree}, {s.Disagree, Disagree}, {s.Query, Query}} {
		if c.p > best {
			best, label = c.p, c.l
		}
	}
	return label
}

// ReplyDetector finds the stance of replies toward what they answer.
type ReplyDetector interface {
	// Name is the engine's name as given with --stance.
	Name() string
	// DetectReplies gives one stance for each reply, in the same order. It is
	// safe for concurrent use and deterministic.
	DetectReplies(ctx context.Context, replies []Reply) ([]ReplyStance, error)
}
