package lexicon

import (
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// punct ends clauses and sentences and finds marks of disbelief and irony. It
// returns the last token it used up.
func (p *pass) punct(i int) int {
	toks := p.a.Tokens
	switch mark := p.s[toks[i].Start]; mark {
	case '.', '!', '?':
		end := i
		for end+1 < len(toks) && toks[end+1].Kind == text.Punct && toks[end+1].Start == toks[end].End &&
			strings.IndexByte(".!?", p.s[toks[end+1].Start]) >= 0 {
			end++
		}
		run := p.s[toks[i].Start:toks[end].End]
		if mark == '.' && run != "." && p.words > 0 && !strings.ContainsAny(run, "!?") {
			p.endClause() // "well... no": a pause
			return end
		}
		if strings.Contains(run, "?!") || strings.Contains(run, "!?") || strings.Contains(run, "??") {
			p.a.Hits = append(p.a.Hits, Hit{Span: text.Span{Start: toks[i].Start, End: toks[end].End}, First: i, Last: end,
				Kind: MarkHit, Base: disbelief, Valence: p.once(disbelief)})
		}
		p.endSentence(run)
		return end
	case '/':
		if i+1 < len(toks) && toks[i+1].Start == toks[i].End && toks[i+1].In(p.s) == "s" && (i == 0 || toks[i-1].End < toks[i].Start) {
			p.a.Ironies++
			return i + 1
		}
	case ',', ';', ':', '(', ')':
		p.endClause()
	}
	return i
}

// once is v for the first mark of disbelief and 0 for the others.
func (p *pass) once(v float64) float64 {
	if p.disbelieved {
		return 0
	}
	p.disbelieved = true
	return v
}

func (p *pass) endClause() {
	p.neg.active = false
	p.conceded, p.maybe = false, false
}

// endSentence applies the rules of the closing punctuation to the sentence's
// hits and begins a new sentence.
func (p *pass) endSentence(closing string) {
	question := strings.Contains(closing, "?")
	exclamation := !question && strings.Contains(closing, "!")
	for i := p.sentence; i < len(p.a.Hits); i++ {
		h := &p.a.Hits[i]
		switch {
		case h.Kind == MarkHit:
		case question:
			h.Valence *= inQuestion
			h.Mods |= Questioned
		case exclamation:
			h.Valence *= exclaim
			h.Mods |= Exclaimed
		}
	}
	if question {
		p.a.Questions++
	}
	if exclamation {
		p.a.Exclamations++
	}
	if p.words > 0 {
		p.a.Sentences++
		p.previous, p.sentence = p.sentence, len(p.a.Hits)
	}
	p.words = 0
	p.contrasted = false
	p.endClause()
}

// quotations marks the tokens inside quotation marks.
func (p *pass) quotations() {
	toks := p.a.Tokens
	for i := 0; i < len(toks); i++ {
		if toks[i].Kind != text.Punct || p.a.Marks[i]&NotOwn != 0 {
			continue
		}
		closing := p.closingQuote(i)
		if closing == "" {
			continue
		}
		for j := i + 1; j < len(toks) && j < i+200; j++ {
			if toks[j].Kind == text.Punct && strings.HasPrefix(toks[j].In(p.s), closing) && (closing != "'" || p.closesSingle(j)) {
				p.markQuotation(i+1, j)
				i = j
				break
			}
		}
	}
}

// closingQuote is the mark that closes a quotation opened by token i, or "".
func (p *pass) closingQuote(i int) string {
	tok := p.a.Tokens[i]
	mark := tok.In(p.s)
	switch mark {
	case "“":
		return "”"
	case "«":
		return "»"
	case "„":
		return "“"
	case "\"", "'", "''":
		glued := i+1 < len(p.a.Tokens) && p.a.Tokens[i+1].Start == tok.End
		apart := i == 0 || p.a.Tokens[i-1].End < tok.Start || p.a.Tokens[i-1].Kind == text.Punct
		if glued && apart {
			return mark
		}
	}
	return ""
}

func (p *pass) closesSingle(j int) bool {
	return j+1 == len(p.a.Tokens) || p.a.Tokens[j+1].Start > p.a.Tokens[j].End || p.a.Tokens[j+1].Kind == text.Punct
}

// markQuotation marks the tokens from first to before end. A word or two in
// quotation marks are the writer's own; a longer passage is not, unless it is
// all there is.
func (p *pass) markQuotation(first, end int) {
	words := 0
	for _, t := range p.a.Tokens[first:end] {
		if t.Kind == text.Word {
			words++
		}
	}
	mark := InQuotes
	if words > maxOwnQuote && words < p.a.Words {
		mark |= Attributed
	}
	for k := first; k < end; k++ {
		p.a.Marks[k] |= mark
	}
}

// quoteFactor is what a quoted hit counts: nothing where it is somebody
// else's, and scare quotes turn a good word.
func (p *pass) quoteFactor(h Hit) float64 {
	m := p.a.Marks
	switch {
	case m[h.First]&Attributed != 0:
		return 0
	case h.Base < 0 || h.First == 0 || h.First-1 == 0 && h.Last+2 >= len(m):
		return 1
	}
	words := 0
	for k := h.First - 1; k >= 0 && m[k]&InQuotes != 0 && words <= maxOwnQuote; k-- {
		words++
	}
	for k := h.First; k < len(m) && m[k]&InQuotes != 0 && words <= maxOwnQuote; k++ {
		words++
	}
	if words > maxOwnQuote {
		return 1
	}
	return scareQuotes
}

// irony turns the good words of a text that is marked as ironic.
func (p *pass) irony() {
	if p.a.Ironies == 0 {
		return
	}
	for i := range p.a.Hits {
		if h := &p.a.Hits[i]; h.Valence > 0 {
			h.Valence *= ironyMark
			h.Mods |= Ironic
		}
	}
}
