package address

import (
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// Identity is what identifies an author: the name whatever its case and
// spacing; "" for no name and for names that many people share.
func Identity(name string) string {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	switch strings.Trim(key, "[]()") {
	case "anonymous", "anon", "guest", "unknown", "deleted", "removed", "deleted user", "anonymous coward":
		return ""
	}
	return key
}

// Occurrences finds every place where s names somebody known, in the order of
// the text: what Find finds, handles of people who are not known, and known
// names that stand in full, in their own case, anywhere in a sentence. A name
// of one word that is an everyday word counts only where Find finds it. Unlike
// Find it looks at all of s, however long.
func (n *Names) Occurrences(s string) []Mention {
	var out []Mention
	for from := 0; from < len(s); {
		to := from + pieceEnd(s[from:])
		for _, m := range n.piece(s[from:to]) {
			m.Span.Start += from
			m.Span.End += from
			out = append(out, m)
		}
		from = to
	}
	return out
}

// pieceEnd is where a piece of at most maxScan bytes ends: after a space, so
// that no word is cut.
func pieceEnd(s string) int {
	if len(s) <= maxScan {
		return len(s)
	}
	if at := strings.LastIndexAny(s[:maxScan], "\n "); at > 0 {
		return at + 1
	}
	return maxScan
}

func (n *Names) piece(s string) []Mention {
	found := n.Find(s)
	toks := text.Tokens(nil, s)
	var out []Mention
	for i := 0; i < len(toks); i++ {
		for len(found) > 0 && found[0].Span.End <= toks[i].Start {
			found = found[1:]
		}
		if len(found) > 0 && found[0].Span.Start <= toks[i].Start {
			if m := found[0]; m.Known || m.Kind == Handle {
				out = append(out, m)
				for i+1 < len(toks) && toks[i+1].Start < m.Span.End {
					i++
				}
			}
			continue
		}
		name, count, full, ok := n.at(s, toks, i)
		sp := text.Span{Start: toks[i].Start, End: toks[i+max(count, 1)-1].End}
		if ok && full && sp.In(s) == name && (count > 1 || telling(name)) {
			out = append(out, Mention{Name: name, Span: sp, Kind: Reference, Known: true})
			i += count - 1
		}
	}
	return out
}

// telling reports whether a name of one word is no everyday word: capitalised
// and uncommon, or a made-up name with digits or capitals inside.
func telling(name string) bool {
	if nameLike(name) {
		return true
	}
	return len(name) >= 3 && (strings.ContainsAny(name, "0123456789_") || strings.ToLower(name[1:]) != name[1:])
}
