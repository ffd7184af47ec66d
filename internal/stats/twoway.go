package stats

import "math"

// DifferenceError is [Difference] without its interval: value, standard error
// and clusters only, at the cost of one pass.
func DifferenceError(pairs []Pair, opt Options) Interval {
	iv, _ := startDifference(pairs, opt.withDefaults())
	return iv
}

// RatioError is [Ratio] with its standard error and clusters, without an
// interval.
func RatioError(cs []Cluster) Interval {
	iv, _ := start(filled(cs), Options{}.withDefaults())
	return iv
}

// TwoWay widens iv, whose clusters are units of one kind (such as authors), for
// dependence within units of a second kind that cross them (such as threads).
// second is the same estimate with the second kind as clusters, both with the
// combinations of the two. The variance is that of the first plus that of the
// second minus that of the combinations (Cameron, Gelbach & Miller 2011;
// Thompson 2011), never below the first or the second alone; the bounds move
// away from the value in proportion, and further where the second kind leaves
// fewer degrees of freedom. Without an interval in iv it is iv.
func TwoWay(iv, second, both Interval, opt Options) Interval {
	if !iv.OK() || !(iv.SE > 0) {
		return iv
	}
	o := opt.withDefaults()
	v1, v2, v12 := sq(iv.SE), sq(second.SE), sq(both.SE)
	v := v1 + v2 - v12
	if math.IsNaN(v) {
		return iv
	}
	wider := math.Sqrt(max(v, v1, v2) / v1)
	if second.Effective < iv.Effective && second.Effective > 1 {
		tail := (1 + o.Level) / 2
		wider *= tQuantile(tail, second.Effective-1) / tQuantile(tail, iv.Effective-1)
	}
	iv.Lo = iv.Value - (iv.Value-iv.Lo)*wider
	iv.Hi = iv.Value + (iv.Hi-iv.Value)*wider
	iv.SE = math.Sqrt(max(v, v1, v2))
	return iv.clip(o)
}
