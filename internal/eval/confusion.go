package eval

// Confusion counts gold labels (rows) against predictions (columns). A
// prediction of -1, "not scored", counts as a miss of its gold class and as a
// prediction of none.
type Confusion struct {
	Classes  []string
	Count    [][]int // [gold][predicted]
	Unscored []int   // by gold class
}

// NewConfusion counts two parallel slices of class indices.
func NewConfusion(classes []string, gold, predicted []int) *Confusion {
	c := &Confusion{Classes: classes, Count: make([][]int, len(classes)), Unscored: make([]int, len(classes))}
	for i := range c.Count {
		c.Count[i] = make([]int, len(classes))
	}
	for i, g := range gold {
		if p := predicted[i]; p >= 0 {
			c.Count[g][p]++
		} else {
			c.Unscored[g]++
		}
	}
	return c
}

// ClassMetrics are the figures of one class, in [0, 1].
type ClassMetrics struct {
	Precision, Recall, F1 float64
	Support               int // gold rows of the class
}

// Class gives precision, recall and F1 of class k; each is 0 where it would
// divide by nothing.
func (c *Confusion) Class(k int) ClassMetrics {
	gold, predicted := c.Unscored[k], 0
	for j := range c.Count {
		gold += c.Count[k][j]
		predicted += c.Count[j][k]
	}
	hit := float64(c.Count[k][k])
	m := ClassMetrics{Support: gold}
	if predicted > 0 {
		m.Precision = hit / float64(predicted)
	}
	if gold > 0 {
		m.Recall = hit / float64(gold)
	}
	if gold+predicted > 0 {
		m.F1 = 2 * hit / float64(gold+predicted)
	}
	return m
}

// N is the number of rows.
func (c *Confusion) N() int {
	n := 0
	for k := range c.Count {
		n += c.Class(k).Support
	}
	return n
}

// Accuracy is the share of rows predicted right; unscored rows are wrong.
func (c *Confusion) Accuracy() float64 {
	n, hit := c.N(), 0
	for k := range c.Count {
		hit += c.Count[k][k]
	}
	if n == 0 {
		return 0
	}
	return float64(hit) / float64(n)
}

// MacroF1 is the mean of the classes' F1, each class counting the same. A
// class that is in neither gold nor predictions is left out.
func (c *Confusion) MacroF1() float64 {
	return c.mean(func(m ClassMetrics) float64 { return m.F1 }, false)
}

// MacroRecall is the mean recall of the classes that the gold holds.
func (c *Confusion) MacroRecall() float64 {
	return c.mean(func(m ClassMetrics) float64 { return m.Recall }, true)
}

func (c *Confusion) mean(of func(ClassMetrics) float64, goldOnly bool) float64 {
	sum, n := 0.0, 0
	for k := range c.Count {
		m := c.Class(k)
		present := m.Support > 0
		for j := range c.Count {
			present = present || !goldOnly && c.Count[j][k] > 0
		}
		if present {
			sum += of(m)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
