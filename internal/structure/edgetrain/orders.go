package edgetrain

import (
	"fmt"
	"io"

	"github.com/undertone-project/undertone/internal/structure/edge"
)

// orderCount is what the program makes of the order of some threads.
type orderCount struct {
	threads, byTime int // all, and those taken for being in time order
	comments        int
	right, known    int // right parents in the order decided on, and in the true one
}

// writeOrders writes, by style, how many threads are taken for being in time
// order, and how many parents are right with that, beside those that are if the
// order is given.
func (c *Corpus) writeOrders(w io.Writer, models []*edge.Model) {
	var styles []string
	counts := map[string]*orderCount{}
	for _, s := range c.measured() {
		for i := range s.Docs {
			style := s.style(i)
			if counts[style] == nil {
				counts[style] = &orderCount{}
				styles = append(styles, style)
			}
			counts[style].add(&s.Docs[i], s.Views[i], models[s.fold(i)])
		}
	}
	fmt.Fprint(w, "Order of comments, decided by the program\n\n")
	for _, style := range styles {
		n := counts[style]
		all := float64(n.comments)
		fmt.Fprintf(w, "%s: %d of %d threads taken for time order, parents right %.3f (in the true order %.3f)\n",
			style, n.byTime, n.threads, float64(n.right)/all, float64(n.known)/all)
	}
	fmt.Fprintln(w)
}

func (n *orderCount) add(d *Doc, v *edge.View, m *edge.Model) {
	choices, byTime := v.Decode(m)
	n.threads++
	n.byTime += int(one(byTime))
	for i, o := range Measure(d, v, m) {
		n.comments++
		n.right += int(one(choices[i][0].Parent == d.Parents[i]))
		n.known += int(one(o.Right))
	}
}
