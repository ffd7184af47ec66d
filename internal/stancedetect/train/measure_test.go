package train

import (
	"math"
	"testing"

	"github.com/undertone-project/undertone/internal/stancedetect"
)

func TestMeasureSides(t *testing.T) {
	rows := []Example{{Label: 0}, {Label: 1}, {Label: 1}, {Label: 2}}
	probs := [][]float64{{0.8, 0.1, 0.1}, {0.4, 0.35, 0.25}, {0.6, 0.3, 0.1}, {0.2, 0.2, 0.6}}
	f := Measure(stancedetect.TargetStance, "s", rows, probs)
	if f.Sides != 0.75 || math.Abs(f.SidesRight-1.0/3) > 1e-9 || f.Given != 0.5 || f.GivenRight != 0.5 {
		t.Errorf("%+v", f)
	}
}
