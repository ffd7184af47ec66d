package edge

// openingWords is how many of a comment's first words speak for or against its
// being a reply.
const openingWords = 20

// WordFeatures names the words of a comment that may speak for or against its
// being a reply: "^that", its first word; "^that is", its first two; "that",
// any of the first words. Each name comes once, in the order of the text.
func (v *View) WordFeatures(i int) []string {
	words := v.seen[i].tokens.words
	if len(words) > openingWords {
		words = words[:openingWords]
	}
	out := make([]string, 0, len(words)+2)
	if len(words) > 0 {
		out = append(out, "^"+words[0])
	} else {
		out = append(out, "^")
	}
	switch {
	case len(words) > 1:
		out = append(out, "^"+words[0]+" "+words[1])
	case len(words) == 1:
		out = append(out, "^"+words[0]+" .")
	}
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// wordScore is the sum of the weights of a comment's words: for a reply to a
// comment when positive, for a reply to the post when negative.
func (v *View) wordScore(words map[string]float64, i int) float64 {
	s := 0.0
	for _, f := range v.WordFeatures(i) {
		s += words[f]
	}
	return s
}

// WordScore is the part of the first words of comment i in the score of its
// being a reply to a comment.
func (v *View) WordScore(m *Model, i int) float64 { return v.wordScore(m.Words, i) }
