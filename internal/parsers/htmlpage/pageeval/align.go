package pageeval

import (
	"sort"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// MinOverlap is the overlap of words (Dice coefficient of the bags of words)
// from which two texts count as the same comment.
const MinOverlap = 0.5

// bag is a text as word counts.
type bag struct {
	counts map[string]int
	total  int
}

func bagOf(s string) bag {
	b := bag{counts: map[string]int{}}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		b.counts[w]++
		b.total++
	}
	if b.total == 0 {
		for _, w := range strings.Fields(s) {
			b.counts[w]++
			b.total++
		}
	}
	return b
}

func (b bag) overlap(c bag) float64 {
	if b.total+c.total == 0 {
		return 0
	}
	if len(c.counts) < len(b.counts) {
		b, c = c, b
	}
	both := 0
	for w, n := range b.counts {
		both += min(n, c.counts[w])
	}
	return 2 * float64(both) / float64(b.total+c.total)
}

// alignment pairs gold items and records.
type alignment struct {
	gold    []int // for each record, the index of its gold item or -1
	record  []int // for each gold item, the index of its record or -1
	ignored []bool
}

// align pairs records with gold items, the best overlaps first; equal overlaps
// in page order. A record may match with its quoted passages or without.
func align(items []Item, records []format.Record) alignment {
	type pair struct {
		g, r    int
		overlap float64
	}
	goldBags, own, full := make([]bag, len(items)), make([]bag, len(records)), make([]bag, len(records))
	for i, it := range items {
		text := strings.TrimSpace(it.Text)
		if cut := strings.TrimSpace(strings.TrimSuffix(text, "Reply")); cut != "" {
			text = cut
		}
		goldBags[i] = bagOf(text)
	}
	for i, r := range records {
		own[i], full[i] = bagOf(r.Text), bagOf(r.Quoted+"\n"+r.Text)
	}
	var pairs []pair
	for g := range items {
		for r := range records {
			o := max(goldBags[g].overlap(own[r]), goldBags[g].overlap(full[r]))
			if o >= MinOverlap {
				pairs = append(pairs, pair{g, r, o})
			}
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool {
		if pairs[i].overlap != pairs[j].overlap {
			return pairs[i].overlap > pairs[j].overlap
		}
		return abs(pairs[i].g-pairs[i].r) < abs(pairs[j].g-pairs[j].r)
	})
	a := alignment{gold: fill(len(records)), record: fill(len(items)), ignored: make([]bool, len(records))}
	for _, p := range pairs {
		if a.record[p.g] < 0 && a.gold[p.r] < 0 {
			a.record[p.g], a.gold[p.r] = p.r, p.g
		}
	}
	a.byID(items, records)
	return a
}

// byID pairs what has no words: hidden or removed comments and pictures, which
// are not counted but can be parents.
func (a *alignment) byID(items []Item, records []format.Record) {
	ids := map[string]int{}
	for i, r := range records {
		if a.gold[i] < 0 && r.ID != "" && r.Kind == thread.KindComment {
			ids[tail(r.ID)] = i
		}
	}
	for g, it := range items {
		if a.record[g] >= 0 || it.ID == "" || !uncounted(it) {
			continue
		}
		if r, ok := ids[tail(it.ID)]; ok && a.gold[r] < 0 {
			a.record[g], a.gold[r] = r, g
		}
	}
	for i, r := range records {
		g := a.gold[i]
		a.ignored[i] = g >= 0 && uncounted(items[g]) || g < 0 && (r.Deleted || r.Text == "" && r.Quoted == "")
	}
}

// uncounted are gold items that no reader can be asked for by their words.
func uncounted(it Item) bool {
	return it.Hidden || it.Kind == "pingback" || strings.TrimSpace(it.Text) == ""
}

// tail is the end of an id, from its last sign that is no letter or digit.
func tail(id string) string {
	i := strings.LastIndexFunc(id, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	id = id[i+1:]
	if d := strings.TrimLeftFunc(id, func(r rune) bool { return unicode.IsLetter(r) }); d != "" && isDigits(d) {
		return d
	}
	return id
}

func isDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func fill(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func abs(n int) int { return max(n, -n) }
