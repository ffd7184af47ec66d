package segtrain

import "github.com/undertone-project/undertone/internal/forest"

// DefaultBoost are the options of the shipped forests.
func DefaultBoost() forest.Options {
	return forest.Options{Trees: 160, Leaves: 12, Rate: 0.05, MinRows: 30, L2: 10, Groups: 0.7, Columns: 0.5, Bins: 32, Seed: 1}
}
