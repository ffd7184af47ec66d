package synthetic

import "math/rand/v2"

// sentences are what the invented people say; texts are made of them.
var sentences = []string{
	"I drove past it this morning and the crane is still there.",
	"No, that is not what the report says.",
	"Thanks for posting this, I had no idea!",
	"My neighbour works for the council and she heard the opposite.",
	"Honestly? Who pays for all of it in the end.",
	"The old ferry was slower but it never closed for wind.",
	"That would cost twice as much as the tunnel, and it floods.",
	"I agree with most of this, except for the part about parking.",
	"Could you give a source for the second figure?",
	"They promised the same thing eight years ago 😂",
	"Das stimmt so nicht, die Brücke ist seit März gesperrt.",
	"Well, we shall see whether anybody turns up on Saturday.",
	"It’s the best thing that happened to this street in a decade.",
	"Cyclists were asked, pedestrians were not.",
	"Typical. Nobody reads past the headline any more.",
	"You are both right: the survey was fine, the summary was not.",
	"I’d rather have buses that come than a bridge that shines.",
	"Lovely photographs, by the way 🌉 where did you stand?",
	"This has been explained three times in this discussion already.",
	"So what happens to the shops on the north side?",
}

// text appends between lo and hi sentences, now and then as paragraphs. In
// JSON, newline is written as an escape.
func text(b []byte, r *rand.Rand, lo, hi int, newline string) []byte {
	n := lo + r.IntN(hi-lo+1)
	for i := range n {
		switch {
		case i > 0 && i%6 == 0:
			b = append(append(b, newline...), newline...)
		case i > 0:
			b = append(b, ' ')
		}
		b = append(b, sentences[r.IntN(len(sentences))]...)
	}
	return b
}
