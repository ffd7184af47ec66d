package classifier

import (
	"math"

	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/text"
)

// The numbers that the rules give of a text.
const (
	denseScore         = iota // rule score
	densePositive             // share of positive opinion
	denseNegative             // share of negative opinion
	denseMixed                // opinion of both kinds
	denseAny                  // any opinion
	denseLast                 // valence of the last hit
	denseFirst                // valence of the first hit
	denseQuestion             // share of sentences that are questions
	denseExclaim              // share of sentences that are exclamations
	denseShout                // share of words in capitals
	denseNegation             // negations by words
	denseSecond               // second person by words
	denseSwear                // swearing
	denseIrony                // marks of irony
	denseContrast             // contrast
	denseStrongest            // the strongest hit's valence
	denseOpening              // balance of opinion in the first sentence
	denseClosing              // balance of opinion in the last sentence
	denseBadSentences         // share of sentences whose opinion is negative
	denseGoodSentences        // share of sentences whose opinion is positive
	denseBadQuestion          // a question that holds negative opinion
	denseTurned               // valence of the hits that a negation turned
	denseIdiom                // valence of the idioms
	denseEmoji                // valence of the emoji
	denseEmphasis             // valence of the hits that are in capitals or exclaimed
	denseScorn                // good words beside an emoji of scorn
	numDense
)

// sentences fills the numbers that are taken sentence by sentence.
func sentences(d *[numDense]float32, a *lexicon.Analysis) {
	var good, bad, n int
	first, hit := true, 0
	for i := 0; i < len(a.Tokens); {
		end, words, question := i, 0, false
		for ; end < len(a.Tokens); end++ {
			if a.Tokens[end].Kind == text.Word {
				words++
			}
			if words > 0 && a.Tokens[end].Kind == text.Punct && closes(a.Hashes[end]) {
				question = a.Hashes[end] == questionMark
				end++
				break
			}
		}
		balance := 0.0
		for ; hit < len(a.Hits) && a.Hits[hit].First < end; hit++ {
			balance += a.Hits[hit].Valence
		}
		i = end
		if words == 0 && balance == 0 {
			continue
		}
		n++
		v := float32(math.Tanh(balance / 2))
		if first {
			d[denseOpening], first = v, false
		}
		d[denseClosing] = v
		switch {
		case balance > 0:
			good++
		case balance < 0:
			bad++
			if question {
				d[denseBadQuestion] = 1
			}
		}
	}
	if n > 0 {
		d[denseBadSentences], d[denseGoodSentences] = float32(bad)/float32(n), float32(good)/float32(n)
	}
}

// The hashes of the marks that close a sentence.
var (
	questionMark = lexicon.Hash([]byte("?"))
	closingMarks = [...]uint64{questionMark, lexicon.Hash([]byte(".")), lexicon.Hash([]byte("!")), lexicon.Hash([]byte("!!")), lexicon.Hash([]byte("!!!")), lexicon.Hash([]byte("??"))}
)

func closes(h uint64) bool {
	for _, m := range closingMarks {
		if h == m {
			return true
		}
	}
	return false
}

// scorn are the emoji that turn praise.
var scorn = [...]uint64{lexicon.Hash([]byte("🙄")), lexicon.Hash([]byte("🤡")), lexicon.Hash([]byte("🤦")), lexicon.Hash([]byte("😒"))}

func scorns(a *lexicon.Analysis) bool {
	for i := range a.Hits {
		h := &a.Hits[i]
		if h.Kind != lexicon.EmojiHit {
			continue
		}
		for _, m := range scorn {
			if a.Hashes[h.First] == m {
				return true
			}
		}
	}
	return false
}

func dense(d *[numDense]float32, a *lexicon.Analysis) {
	*d = [numDense]float32{}
	f := a.Features()
	total := a.Positive + a.Negative
	d[denseScore] = float32(2 * a.Score())
	d[densePositive] = float32(2 * f[1])
	d[denseNegative] = float32(2 * f[2])
	d[denseMixed] = float32(f[3])
	if total > 0 {
		d[denseAny] = 1
	}
	strongest, turned, idioms, emoji, emphasis, praise := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for i := range a.Hits {
		v := a.Hits[i].Valence
		if v == 0 {
			continue
		}
		d[denseLast] = float32(math.Tanh(v / 2))
		if d[denseFirst] == 0 {
			d[denseFirst] = float32(math.Tanh(v / 2))
		}
		if math.Abs(v) > math.Abs(strongest) {
			strongest = v
		}
		if a.Hits[i].Mods&(lexicon.Shouted|lexicon.Exclaimed) != 0 {
			emphasis += v
		}
		if v > 0 && a.Hits[i].Kind != lexicon.EmojiHit {
			praise += v
		}
		if a.Hits[i].Mods&lexicon.Negated != 0 {
			turned += v
		}
		switch a.Hits[i].Kind {
		case lexicon.PhraseHit:
			idioms += v
		case lexicon.EmojiHit:
			emoji += v
		}
	}
	d[denseTurned] = float32(math.Tanh(turned / 2))
	d[denseIdiom] = float32(math.Tanh(idioms / 2))
	d[denseEmoji] = float32(math.Tanh(emoji / 2))
	d[denseEmphasis] = float32(math.Tanh(emphasis / 2))
	if praise > 0 && scorns(a) {
		d[denseScorn] = float32(math.Tanh(praise / 2))
	}
	sentences(d, a)
	d[denseStrongest] = float32(math.Tanh(strongest / 2))
	sentences, words := float64(max(a.Sentences, 1)), float64(max(a.Words, 1))
	d[denseQuestion] = float32(float64(a.Questions) / sentences)
	d[denseExclaim] = float32(float64(a.Exclamations) / sentences)
	d[denseShout] = float32(min(float64(a.Capitals)/words*3, 1))
	d[denseNegation] = float32(min(float64(a.Negations)/words*10, 1))
	d[denseSecond] = float32(min(float64(a.Seconds)/words*10, 1))
	d[denseSwear] = float32(min(float64(a.Swears)/words*20, 1))
	d[denseIrony] = float32(min(a.Ironies, 1))
	d[denseContrast] = float32(min(float64(a.Contrasts)/sentences, 1))
}
