package pageeval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sort"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
)

// platformFolds is the number of groups that platforms are held out in. The
// platforms with the most pages are alone in theirs.
const platformFolds = 6

// HoldOut measures every platform as pages of an unknown make: without the
// entries of the table that read its pages, and with weights of the general
// reader that were learned from pages of other platforms only.
func HoldOut(ctx context.Context, w io.Writer, pages []Gold, empty string) error {
	all, _, err := lessons(ctx, pages, empty)
	if err != nil {
		return err
	}
	used, err := entriesUsed(ctx, pages)
	if err != nil {
		return err
	}
	scores, total := map[string]*Score{}, Score{}
	for _, held := range platformGroups(pages) {
		var train []choice
		for _, c := range all {
			if c.page < 0 || !slices.Contains(held, pages[c.page].Platform) {
				train = append(train, c)
			}
		}
		weights := learn(train)
		for i := range pages {
			p := pages[i].Platform
			if !slices.Contains(held, p) {
				continue
			}
			reader := htmlpage.Reader{Without: used[p], Weights: &weights}
			s, _, _, err := measure(ctx, reader, &pages[i])
			if err != nil {
				return err
			}
			if scores[p] == nil {
				scores[p] = &Score{}
			}
			scores[p].Add(s)
			total.Add(s)
		}
	}
	fmt.Fprintln(w, "each platform without its entries of the table, weights learned from other platforms:")
	return Print(w, scores, total)
}

// entriesUsed lists for each platform of the gold the entries of the table
// that read at least one of its pages.
func entriesUsed(ctx context.Context, pages []Gold) (map[string][]string, error) {
	used := map[string][]string{}
	for i := range pages {
		_, entry, _, err := measure(ctx, htmlpage.Reader{}, &pages[i])
		if err != nil {
			return nil, err
		}
		if p := pages[i].Platform; !slices.Contains(used[p], entry) {
			used[p] = append(used[p], entry)
		}
	}
	return used, nil
}

// platformGroups deals the platforms out to groups of about the same number of
// pages.
func platformGroups(pages []Gold) [][]string {
	count := map[string]int{}
	for i := range pages {
		count[pages[i].Platform]++
	}
	names := make([]string, 0, len(count))
	for p := range count {
		names = append(names, p)
	}
	sort.Slice(names, func(i, j int) bool {
		return count[names[i]] > count[names[j]] || count[names[i]] == count[names[j]] && names[i] < names[j]
	})
	groups, size := make([][]string, min(platformFolds, len(names))), make([]int, platformFolds)
	for _, p := range names {
		at := 0
		for g := range groups {
			if size[g] < size[at] {
				at = g
			}
		}
		groups[at] = append(groups[at], p)
		size[at] += count[p]
	}
	return groups
}
