package targets

import (
	"cmp"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// Proposed is a target that texts talk about.
type Proposed struct {
	stance.Target
	// Count is the number of mentions, Comments the number of texts with one.
	Count, Comments int
	// In holds the indices of those texts, ascending.
	In []int
}

// Propose gives at most max targets that the texts discuss most: people,
// organisations, places and policies, by the number of texts that mention
// them (two at least), then by mentions, then by name. The texts are comments
// and may include the post.
//
// A candidate is a run of capitalised words ("Bank of England"), a hashtag, or
// a lower-case phrase that ends in a word for a policy ("gun control"). A word
// at the start of a sentence only counts when the same texts write it with a
// capital elsewhere. Names that mean the same are joined: "Lavrov" with
// "Sergey Lavrov", "Russian" with "Russia", "NATO" with "Nato".
func Propose(texts []string, max int) []Proposed {
	if max <= 0 {
		return nil
	}
	c := newCensus(texts)
	found := map[string]*candidate{}
	for i, s := range texts {
		c.candidates(s, func(key, written string) {
			p := found[key]
			if p == nil {
				p = &candidate{key: key, forms: map[string]int{}}
				found[key] = p
			}
			p.add(written, i)
		})
	}
	list := merge(found)
	slices.SortFunc(list, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(len(b.texts), len(a.texts)), cmp.Compare(b.count, a.count), cmp.Compare(a.key, b.key))
	})
	var out []Proposed
	for _, p := range list {
		if len(out) == max {
			break
		}
		if len(p.texts) < 2 && len(texts) > 1 {
			continue
		}
		out = append(out, p.proposed())
	}
	return out
}

// candidate is a name with the ways it is written and the texts it occurs in.
type candidate struct {
	key   string
	forms map[string]int
	count int
	texts []int // ascending, without repetition
}

func (p *candidate) add(written string, text int) {
	p.forms[written]++
	p.count++
	if n := len(p.texts); n == 0 || p.texts[n-1] != text {
		p.texts = append(p.texts, text)
	}
}

func (p *candidate) join(q *candidate) {
	for f, n := range q.forms {
		p.forms[f] += n
	}
	p.count += q.count
	p.texts = append(p.texts, q.texts...)
	slices.Sort(p.texts)
	p.texts = slices.Compact(p.texts)
}

// proposed names the candidate by its longest common form of the key and
// lists the other forms as aliases.
func (p *candidate) proposed() Proposed {
	forms := make([]string, 0, len(p.forms))
	for f := range p.forms {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, func(a, b string) int {
		own := func(f string) int {
			if phraseKey(f) == p.key && !strings.HasPrefix(f, "#") {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(own(a), own(b)), cmp.Compare(p.forms[b], p.forms[a]), cmp.Compare(a, b))
	})
	out := Proposed{Target: stance.Target{Name: forms[0]}, Count: p.count, Comments: len(p.texts), In: p.texts}
	seen := map[string]bool{text.Fold(forms[0]): true}
	for _, f := range forms[1:] {
		if k := text.Fold(f); !seen[k] && len(out.Aliases) < 20 {
			seen[k] = true
			out.Aliases = append(out.Aliases, f)
		}
	}
	return out
}

// merge joins candidates that name the same thing.
func merge(found map[string]*candidate) []*candidate {
	keys := make([]string, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	mergePlaces(found, keys)
	mergeNames(found, keys)
	var out []*candidate
	for _, k := range keys {
		if p := found[k]; p != nil {
			out = append(out, p)
		}
	}
	return out
}

// mergePlaces joins the names and demonyms of a place under its commonest name.
func mergePlaces(found map[string]*candidate, keys []string) {
	chief := map[int]string{}
	rank := func(k string, p place) int {
		for _, n := range p.names {
			if phraseKey(n) == k {
				return found[k].count
			}
		}
		return -1 // a demonym names the place only for want of a name
	}
	for _, k := range keys {
		i, ok := placeIndex()[k]
		if !ok {
			continue
		}
		if have, ok := chief[i]; !ok || rank(k, places()[i]) > rank(have, places()[i]) {
			chief[i] = k
		}
	}
	for _, k := range keys {
		if i, ok := placeIndex()[k]; ok && chief[i] != k {
			found[chief[i]].join(found[k])
			delete(found, k)
		}
	}
}

// mergeNames joins a single name with the one longer name that ends or begins
// with it, when there is only one such name or one is far more common, and a
// hashtag with the name it spells.
func mergeNames(found map[string]*candidate, keys []string) {
	byPart := map[string][]string{}
	for _, k := range keys {
		if found[k] == nil || strings.HasPrefix(k, "#") {
			continue
		}
		if w := strings.Fields(k); len(w) > 1 && len(w) <= 4 && !slices.ContainsFunc(w, func(s string) bool { return connectors[s] }) {
			byPart[w[len(w)-1]] = append(byPart[w[len(w)-1]], k)
			byPart[w[0]] = append(byPart[w[0]], k)
		}
	}
	for _, k := range keys {
		p := found[k]
		if p == nil || strings.Contains(k, " ") {
			continue
		}
		if tag, ok := strings.CutPrefix(k, "#"); ok {
			for _, o := range keys {
				if q := found[o]; q != nil && o != k && strings.ReplaceAll(o, " ", "") == tag {
					q.join(p)
					delete(found, k)
					break
				}
			}
			continue
		}
		if _, isPlace := placeIndex()[k]; isPlace {
			continue
		}
		full := only(found, byPart[k])
		if full == "" {
			continue
		}
		// The surname people use is the name; the full name an alias. A given
		// name is only ever an alias.
		q := found[full]
		if p.count >= q.count && strings.HasSuffix(full, " "+k) {
			p.join(q)
			delete(found, full)
		} else {
			q.join(p)
			delete(found, k)
		}
	}
}

// only gives the one key that clearly leads among keys, or "".
func only(found map[string]*candidate, keys []string) string {
	best, second, lead := 0, 0, ""
	for _, k := range keys {
		if found[k] == nil {
			continue
		}
		switch n := found[k].count; {
		case n > best:
			best, second, lead = n, best, k
		case n > second:
			second = n
		}
	}
	if best >= 3*second {
		return lead
	}
	return ""
}
