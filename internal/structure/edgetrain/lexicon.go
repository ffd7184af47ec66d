package edgetrain

import (
	"cmp"
	"maps"
	"slices"
)

const (
	// lexiconSize is the number of word features that get weights.
	lexiconSize = 1500
	// lexiconDocs is the least number of threads that such a word occurs in:
	// the words of discussion, not those of a topic.
	lexiconDocs = 15
)

// lexicon numbers the commonest word features of the sets.
func lexicon(sets []*Set) map[string]int32 {
	count, docs := map[string]int{}, map[string]int{}
	for _, s := range sets {
		for i, v := range s.Views {
			here := map[string]bool{}
			for k := range s.Docs[i].Comments {
				for _, f := range v.WordFeatures(k) {
					count[f]++
					if !here[f] {
						here[f] = true
						docs[f]++
					}
				}
			}
		}
	}
	maps.DeleteFunc(docs, func(_ string, n int) bool { return n < lexiconDocs })
	words := slices.SortedFunc(maps.Keys(docs), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	out := map[string]int32{}
	for i, f := range words[:min(len(words), lexiconSize)] {
		out[f] = int32(i)
	}
	return out
}
