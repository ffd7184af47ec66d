package thread

// ParentSource says how a comment's parent is known.
type ParentSource string

// The sources of a parent, from surest to least sure.
const (
	// ParentDeclared: the export or API names the parent.
	ParentDeclared ParentSource = "declared"
	// ParentMarkup: nesting or a reply link in the page.
	ParentMarkup ParentSource = "markup"
	// ParentIndent: indentation of plain text.
	ParentIndent ParentSource = "indent"
	// ParentQuote: the comment quotes its parent.
	ParentQuote ParentSource = "quote"
	// ParentMention: the comment addresses its parent's author by name.
	ParentMention ParentSource = "mention"
	// ParentInferred: a model's choice from the wording and the order.
	ParentInferred ParentSource = "inferred"
	// ParentNone: a top-level comment, a reply to the post; either known to
	// be one, or left there because no other parent was probable enough.
	ParentNone ParentSource = "none"
)

// Certain reports whether an edge of this source is given by the input rather
// than inferred.
func (s ParentSource) Certain() bool {
	return s == ParentDeclared || s == ParentMarkup
}

// ReplyEdge ties a comment to its parent.
type ReplyEdge struct {
	// Parent is the id of the parent comment, or of the post.
	Parent string
	Source ParentSource
	// Confidence in [0, 1] is the probability that Parent is right; 1 where
	// the input declares it. Where the reader had to guess that a comment begins
	// here, it is the probability of both.
	Confidence float64
	// Evidence lists what spoke for Parent, strongest first. Empty for
	// declared edges.
	Evidence []Evidence
	// Candidates are the parents considered with their probabilities, most
	// probable first, Parent among them. Empty for declared edges. What they lack
	// to 1 is that this is no comment, or answers one that is not listed.
	Candidates []Candidate
}

// Abstained reports whether the parent is not known: another candidate than
// Parent is the most probable one, but not probable enough to be chosen.
func (e *ReplyEdge) Abstained() bool {
	return e.Source == ParentNone && len(e.Candidates) > 0 && e.Candidates[0].Parent != e.Parent
}

// Candidate is a possible parent.
type Candidate struct {
	Parent      string     `json:"parent"`
	Probability float64    `json:"probability"`
	Evidence    []Evidence `json:"evidence,omitempty"`
}

// Evidence is one observation behind an inference, with the words it rests on.
type Evidence struct {
	// Rule names the observation, such as "vocative" or "quotation".
	Rule string `json:"rule"`
	// Weight is its contribution to the score of the inference, in the
	// engine's own units (log odds for the built-in engines).
	Weight float64 `json:"weight"`
	// Span is where it stands in the comment's text; empty where the
	// observation is not about particular words.
	Span Span `json:"span"`
	// Note is a short explanation for people.
	Note string `json:"note,omitempty"`
}
