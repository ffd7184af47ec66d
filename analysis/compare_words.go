package analysis

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/numeral"
)

// sentence says what a contrast allows to conclude and what not.
func (cp *comparer) sentence(c *Contrast, family int) string {
	if !c.Difference.HasInterval() {
		why := "there is no interval"
		if len(c.Difference.Warnings) > 0 {
			why = strings.TrimPrefix(c.Difference.Warnings[0], noInterval)
		}
		return fmt.Sprintf("Nothing can be concluded on the %s in %s (%s) and %s (%s): %s.",
			c.Label, c.A, c.say(c.EstimateA.Value), c.B, c.say(c.EstimateB.Value), why)
	}
	switch {
	case c.Supported:
		return cp.supported(c, family)
	case c.Contested():
		return c.contested()
	case c.P <= 1-c.Difference.Level && c.PAdjusted > 1-c.Difference.Level:
		return fmt.Sprintf("%s %s, but among %d comparisons %s is no more than a lead (%s once adjusted).",
			upperFirst(c.direction()), c.differs(), family, sayP(c.P), sayP(c.PAdjusted))
	}
	test := "no test"
	if !math.IsNaN(c.P) {
		test = sayP(c.P)
	}
	return fmt.Sprintf("No difference in the %s can be concluded between %s (%s) and %s (%s), nor that they are alike: the data fit differences from %s (%s).",
		c.Label, c.A, c.say(c.EstimateA.Value), c.B, c.say(c.EstimateB.Value),
		c.sayRange(c.Difference), test)
}

// contested words a difference that the test finds and whose interval holds
// zero all the same.
func (c *Contrast) contested() string {
	why := "but the interval does not leave 0 out, so that no difference can be concluded"
	if c.EdgesInDoubt {
		why = "but whom comments answer is partly inferred, and with other possible parents there may be no difference at all"
	}
	return fmt.Sprintf("%s %s (%s adjusted), %s.", upperFirst(c.direction()), c.differs(), sayP(c.PAdjusted), why)
}

// supported words a difference that the data carry, and how well it stands.
func (cp *comparer) supported(c *Contrast, family int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s", upperFirst(c.direction()), c.differs(), sayP(c.P))
	if family > 1 {
		fmt.Fprintf(&b, "; %s adjusted for %d comparisons", sayP(c.PAdjusted), family)
	}
	b.WriteString(").")
	if a := c.Adjusted; a.N > 0 && a.HasInterval() {
		fmt.Fprintf(&b, " With the length of %ss held equal it is %s (%s)", cp.unit, c.sayDiff(a.Value), c.sayRange(a))
		if !sameSide(a, c.Difference.Value) {
			b.WriteString(": length may explain it")
		}
		b.WriteString(".")
	}
	b.WriteString(c.leans())
	return b.String()
}

// leans says whether a difference hangs on one author or one thread.
func (c *Contrast) leans() string {
	checks := []struct {
		r    Robustness
		unit string
	}{{c.WithoutAuthor, "author"}, {c.WithoutThread, "thread"}}
	var out, holds []string
	for _, x := range checks {
		switch {
		case math.IsNaN(x.r.Lo):
		case x.r.Holds:
			holds = append(holds, x.unit)
		case x.r.Name != "":
			out = append(out, fmt.Sprintf(" Without %s it would be %s: it leans on one %s.", x.r.Name, c.sayDiff(x.r.Without), x.unit))
		default:
			out = append(out, fmt.Sprintf(" Without one of the %ss it would be %s.", x.unit, c.sayDiff(x.r.Without)))
		}
	}
	if len(holds) > 0 {
		out = append(out, fmt.Sprintf(" It holds whichever %s is left out.", strings.Join(holds, " or ")))
	}
	return strings.Join(out, "")
}

// direction says which group has more.
func (c *Contrast) direction() string {
	way := "higher"
	if c.Difference.Value < 0 {
		way = "lower"
	}
	return fmt.Sprintf("the %s is %s in %s (%s) than in %s (%s):", c.Label, way, c.B, c.say(c.EstimateB.Value), c.A, c.say(c.EstimateA.Value))
}

func (c *Contrast) differs() string {
	return fmt.Sprintf("a difference of %s, %g%% interval %s", c.sayDiff(c.Difference.Value), 100*c.Difference.Level, c.sayRange(c.Difference))
}

// isShare reports whether the measure is a share, said in per cent.
func (c *Contrast) isShare() bool { return c.Effect.Name == "risk difference" }

// say formats a value of the measure.
func (c *Contrast) say(v float64) string {
	switch {
	case math.IsNaN(v):
		return "none"
	case c.isShare():
		return numeral.Fixed(100*v, c.decimals()) + "%"
	case c.Measure == MeasureSentiment || c.Measure == MeasureNetStance:
		return numeral.Signed(v, 2)
	}
	return numeral.Fixed(v, c.decimals())
}

// sayDiff formats a difference of the measure.
func (c *Contrast) sayDiff(v float64) string {
	if c.isShare() {
		return c.signed(v) + " points"
	}
	return c.signed(v)
}

// sayRange formats the interval of a difference.
func (c *Contrast) sayRange(e Estimate) string { return c.signed(e.Lo) + " to " + c.sayDiff(e.Hi) }

func (c *Contrast) signed(v float64) string {
	if c.isShare() {
		v *= 100
	}
	return numeral.Signed(v, c.decimals())
}

// decimals is how finely the measure is said. Shares are whole per cents, finer
// where the difference would vanish.
func (c *Contrast) decimals() int {
	switch {
	case c.isShare() && math.Abs(c.Difference.Value) < 0.015:
		return 1
	case c.isShare():
		return 0
	case c.Measure == MeasureWords || c.Measure == MeasureVolume:
		return 1
	}
	return 2
}

// sayP formats a p value.
func sayP(p float64) string {
	if p < 0.001 {
		return "p < 0.001"
	}
	if p < 0.0995 {
		return fmt.Sprintf("p = %.2g", p)
	}
	return fmt.Sprintf("p = %.2f", p)
}

// sameSide reports whether e's interval leaves 0 out, on the side of d.
func sameSide(e Estimate, d float64) bool { return d > 0 && e.Lo > 0 || d < 0 && e.Hi < 0 }

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
