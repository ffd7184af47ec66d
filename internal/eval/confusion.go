package eval

// Confusion counts gold labels (rows) against predictions (columns). A
// prediction of -1, "not scored", counts as a miss of its gold class and as a
// prediction of none.
type Confusion = Counts[int]

// Counts are rows, or the weights of rows, by gold label and prediction.
type Counts[T int | float64] struct {
	Classes  []string
	Count    [][]T // [gold][predicted]
	Unscored []T   // by gold class
}

// NewConfusion counts two parallel slices of class indices.
func NewConfusion(classes []string, gold, predicted []int) *Confusion {
	c := newCounts[int](classes)
	for i, g := range gold {
		c.add(g, predicted[i], 1)
	}
	return c
}

func newCounts[T int | float64](classes []string) *Counts[T] {
	c := &Counts[T]{Classes: classes, Count: make([][]T, len(classes)), Unscored: make([]T, len(classes))}
	for i := range c.Count {
		c.Count[i] = make([]T, len(classes))
	}
	return c
}

func (c *Counts[T]) add(gold, predicted int, weight T) {
	if predicted >= 0 {
		c.Count[gold][predicted] += weight
	} else {
		c.Unscored[gold] += weight
	}
}

// ClassMetrics are the figures of one class, in [0, 1].
type ClassMetrics struct {
	Precision, Recall, F1 float64
	Support               float64 // gold rows of the class, or their weight
}

// Class gives precision, recall and F1 of class k; each is 0 where it would
// divide by nothing.
func (c *Counts[T]) Class(k int) ClassMetrics {
	gold, predicted := c.Unscored[k], T(0)
	for j := range c.Count {
		gold += c.Count[k][j]
		predicted += c.Count[j][k]
	}
	hit := float64(c.Count[k][k])
	m := ClassMetrics{Support: float64(gold)}
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

// N is the number of rows, or their weight.
func (c *Counts[T]) N() T {
	var n T
	for k, row := range c.Count {
		n += c.Unscored[k]
		for _, v := range row {
			n += v
		}
	}
	return n
}

// Accuracy is the share of rows predicted right; unscored rows are wrong.
func (c *Counts[T]) Accuracy() float64 {
	n, hit := c.N(), T(0)
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
func (c *Counts[T]) MacroF1() float64 {
	return c.mean(func(m ClassMetrics) float64 { return m.F1 }, false)
}

// MacroRecall is the mean recall of the classes that the gold holds.
func (c *Counts[T]) MacroRecall() float64 {
	return c.mean(func(m ClassMetrics) float64 { return m.Recall }, true)
}

func (c *Counts[T]) mean(of func(ClassMetrics) float64, goldOnly bool) float64 {
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
