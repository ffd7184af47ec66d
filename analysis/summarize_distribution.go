package analysis

import (
	"math"

	"github.com/undertone-project/undertone/analysis/sentiment"
)

// distributionBins is the number of bins over [-1, 1].
const distributionBins = 20

// distribution fills d: counts at once, estimates by the jobs it returns.
func (c *corpus) distribution(d *Distribution) []func() {
	d.Bins = make([]DistributionBin, distributionBins)
	for i := range d.Bins {
		d.Bins[i].Lo = -1 + 2*float64(i)/distributionBins
		d.Bins[i].Hi = -1 + 2*float64(i+1)/distributionBins
	}
	for i := range c.items {
		it := &c.items[i]
		if !it.scored {
			d.Unscored++
			continue
		}
		d.Scored++
		at := int(math.Floor((it.polarity + 1) * distributionBins / 2))
		d.Bins[min(max(at, 0), distributionBins-1)].N++
	}
	return []func(){
		func() { d.Mean = c.mean("distribution/mean", scored(c.items)) },
		func() { d.Negative = c.share("distribution/negative", labelled(c.items, sentiment.Negative)) },
		func() { d.Neutral = c.share("distribution/neutral", labelled(c.items, sentiment.Neutral)) },
		func() { d.Positive = c.share("distribution/positive", labelled(c.items, sentiment.Positive)) },
	}
}

// scored samples the polarity of the scored items.
func scored(items []item) *sample {
	var s sample
	for i := range items {
		if items[i].scored {
			s.add(&items[i], items[i].polarity)
		}
	}
	return &s
}

// labelled samples whether scored items have label l.
func labelled(items []item, l sentiment.Label) *sample {
	var s sample
	for i := range items {
		if items[i].scored {
			s.add(&items[i], indicator(items[i].label == l))
		}
	}
	return &s
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
