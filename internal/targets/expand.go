package targets

import (
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// offices are words for an office that stand between a target and the name of
// who holds it: "Russian Foreign Minister Sergey Lavrov".
var offices = set(`
president vice prime minister premier chancellor secretary general secretary-general foreign defense defence interior
finance treasury ambassador envoy spokesman spokeswoman spokesperson leader chief head chairman chairwoman chair director
ceo cto cfo founder boss governor senator mayor king queen prince commander commissioner press deputy acting former then
ex national security adviser advisor attorney opposition party justice state of energy health
`)

// Expand adds to each target the people whom the texts introduce by an office
// they hold for it: after "Russian Foreign Minister Sergey Lavrov" the target
// Russia also has the aliases "Sergey Lavrov" and "Lavrov". A name that is a
// target itself, or that two targets would claim, is left alone. The targets
// given are not changed; the texts are usually the post and its comments.
func Expand(list []stance.Target, texts []string) []stance.Target {
	f := NewFinder(list)
	claims := map[string][]int{}
	var order []string
	claim := func(name string, target int) {
		if _, ok := claims[name]; !ok {
			order = append(order, name)
		}
		if !slices.Contains(claims[name], target) {
			claims[name] = append(claims[name], target)
		}
	}
	for _, s := range texts {
		toks := text.Tokens(nil, s)
		units := unitsOf(nil, s, toks)
		for _, m := range f.FindTokens(nil, s, toks) {
			if m.Tag {
				continue
			}
			for _, name := range holders(s, units, m.End) {
				claim(name, m.Target)
			}
		}
	}
	out := slices.Clone(list)
	for _, name := range order {
		if len(claims[name]) != 1 || len(f.Find(name)) > 0 {
			continue
		}
		t := &out[claims[name][0]]
		t.Aliases = append(slices.Clone(t.Aliases), name)
	}
	return out
}

// holders gives the full name and the last name of the person whose office is
// named right after offset end, or nil.
func holders(s string, units []unit, end int) []string {
	i, _ := slices.BinarySearchFunc(units, end, func(u unit, at int) int { return u.Start - at })
	from := i
	for i < len(units) && i-from < 7 && offices[units[i].word] && (i == 0 || joins(s, units, i)) {
		i++
	}
	if i == from {
		return nil
	}
	first := i
	for i < len(units) && i-first < 4 && units[i].title && len(units[i].word) > 1 && joins(s, units, i) {
		i++
		if units[i-1].owns {
			break
		}
	}
	if i == first {
		return nil
	}
	last := units[i-1]
	full := s[units[first].Start:last.End]
	if i-first == 1 {
		if commonWords[last.word] {
			return nil
		}
		return []string{full}
	}
	if commonWords[last.word] {
		return []string{full}
	}
	return []string{full, last.In(s)}
}

// joins reports whether unit i follows the one before it without punctuation.
func joins(s string, units []unit, i int) bool {
	if units[i].Start < units[i-1].End {
		return false
	}
	gap := s[units[i-1].End:units[i].Start]
	if units[i-1].owns {
		gap = strings.TrimLeft(gap, "'’sS")
	}
	return strings.Trim(gap, " -") == ""
}
