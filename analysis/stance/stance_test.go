package stance

import "testing"

func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limits    Limits
		s         Stance
		abstained bool
		label     Label
		likeliest Label
	}{
		"a clear side":                {DefaultLimits, Stance{Favor: 0.7, Against: 0.2, None: 0.1}, false, Favor, Favor},
		"just enough":                 {DefaultLimits, Stance{Favor: 0.3, Against: 0.5, None: 0.2}, false, Against, Against},
		"less than all else together": {DefaultLimits, Stance{Favor: 0.328, Against: 0.353, None: 0.319}, true, None, Against},
		"two sides head to head":      {DefaultLimits, Stance{Favor: 0.51, Against: 0.45, None: 0.04}, true, None, Favor},
		"no stance, surely or not":    {DefaultLimits, Stance{Favor: 0.3, Against: 0.3, None: 0.4}, false, None, None},
		"nobody looked":               {DefaultLimits, Stance{}, false, Unknown, Unknown},
		"no limits":                   {Limits{}, Stance{Favor: 0.36, Against: 0.34, None: 0.3}, false, Favor, Favor},
	} {
		c.limits.Apply(&c.s)
		if c.s.Abstained != c.abstained || c.s.Label() != c.label || c.s.Likeliest() != c.likeliest {
			t.Errorf("%s: abstained %v, label %q, likeliest %q", name, c.s.Abstained, c.s.Label(), c.s.Likeliest())
		}
	}
}
