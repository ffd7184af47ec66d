package tree

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/undertone-project/undertone/analysis/stance"
)

var near = cmpopts.EquateApprox(0, 1e-9)

// enumerate sums over every labelling: what Infer must give.
func enumerate(nodes []Node, p *Potentials) [][Classes]float64 {
	n := len(nodes)
	out := make([][Classes]float64, n)
	labels := make([]int, n)
	total := 0.0
	var visit func(i int)
	visit = func(i int) {
		if i < n {
			for l := range Classes {
				labels[i] = l
				visit(i + 1)
			}
			return
		}
		w := 1.0
		for i := range nodes {
			u := unary(&nodes[i])
			w *= u[labels[i]]
			if q := nodes[i].Parent; q >= 0 {
				psi := edge(&nodes[i], p)
				w *= psi[labels[q]][labels[i]]
			}
		}
		total += w
		for i, l := range labels {
			out[i][l] += w
		}
	}
	visit(0)
	for i := range out {
		for l := range out[i] {
			out[i][l] /= total
		}
	}
	return out
}

func TestInferIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		nodes := make([]Node, 6)
		for i := range nodes {
			nodes[i] = Node{Parent: r.IntN(i+1) - 1, Confidence: r.Float64()}
			if r.IntN(5) > 0 {
				for c := range nodes[i].P {
					nodes[i].P[c] = r.Float64()
				}
				normalise(&nodes[i].P)
			}
		}
		var p Potentials
		for a := range p {
			for b := range p[a] {
				p[a][b] = 0.2 + 2*r.Float64()
			}
		}
		if d := cmp.Diff(enumerate(nodes, &p), Infer(nodes, &p), near); d != "" {
			t.Fatalf("(-enumerated +inferred):\n%s", d)
		}
	}
}

func TestInferOddTrees(t *testing.T) {
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	u := [Classes]float64{0.1, 0.2, 0.3, 0.4}
	tests := map[string][]Node{
		"empty":         nil,
		"cycle":         {{Parent: 1, Confidence: 1, P: u}, {Parent: 0, Confidence: 1, P: u}},
		"own parent":    {{Parent: 0, Confidence: 1, P: u}},
		"out of range":  {{Parent: 9, Confidence: 1, P: u}},
		"forward":       {{Parent: 2, Confidence: 1, P: u}, {Parent: -1, P: u}, {Parent: -1, P: u}},
		"nothing known": {{Parent: -1}, {Parent: 0, Confidence: 2}},
	}
	for name, nodes := range tests {
		for i, m := range Infer(nodes, p) {
			if sum := m[0] + m[1] + m[2] + m[3]; math.Abs(sum-1) > 1e-9 {
				t.Errorf("%s: node %d: %v", name, i, m)
			}
		}
	}
	if got := Infer([]Node{{Parent: -1, P: u}, {Parent: 0, Confidence: 0, P: u}}, p); cmp.Diff([][Classes]float64{u, u}, got, near) != "" {
		t.Errorf("an edge of no confidence counts: %v", got)
	}
}

func TestLearn(t *testing.T) {
	var pairs [][2]int
	for range 50 {
		pairs = append(pairs, [2]int{0, 0}, [2]int{1, 1})
	}
	p := Learn([][][2]int{pairs, nil}, 5)
	if p[0][0] <= 1.5 || p[0][1] >= 0.5 || p[2][3] != 1 {
		t.Errorf("%v", p)
	}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil || cmp.Diff(p, got, cmpopts.EquateApprox(0, 1e-4)) != "" {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "a\nb\n", strings.Replace("parent\ta\tb\tc\td\nagree\t1\t1\t1\t1\ndisagree\t1\t1\t1\t1\nquery\t1\t1\t1\t1\nneutral\t1\t1\t1\t1\n", "1", "-1", 1)} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestEndorse(t *testing.T) {
	nodes := []Node{{Parent: -1}, {Parent: 0, Confidence: 1}, {Parent: 0, Confidence: 1}, {Parent: 0, Confidence: 1}, {Parent: 1, Confidence: 1}}
	replies := [][Classes]float64{{1, 0, 0, 0}, {0.9, 0.05, 0, 0.05}, {0.05, 0.9, 0, 0.05}, {0.1, 0.1, 0.8, 0}, {0.9, 0, 0, 0.1}}
	own := []stance.Stance{{Target: "Norland", Favor: 0.05, Against: 0.9, None: 0.05, Mentioned: true}}
	got := Endorse(nodes, replies, [][]stance.Stance{own, nil, nil, nil, nil})
	if len(got[1]) != 1 || got[1][0].Score() >= 0 || got[1][0].Mentioned || -got[1][0].Score() >= 0.85 {
		t.Errorf("who agrees: %+v", got[1])
	}
	if len(got[2]) != 1 || got[2][0].Score() <= 0 {
		t.Errorf("who disagrees: %+v", got[2])
	}
	if len(got[3]) != 0 {
		t.Errorf("who asks: %+v", got[3])
	}
	if len(got[4]) != 1 || got[4][0].Score() <= got[1][0].Score() {
		t.Errorf("two steps down: %+v", got[4])
	}
	for _, list := range got {
		for _, s := range list {
			if math.Abs(s.Favor+s.Against+s.None-1) > 1e-9 {
				t.Errorf("%+v", s)
			}
		}
	}
}

func BenchmarkInfer(b *testing.B) {
	p, _ := Default()
	r := rand.New(rand.NewPCG(1, 2))
	nodes := make([]Node, 10_000)
	for i := range nodes {
		nodes[i] = Node{Parent: r.IntN(i+1) - 1, Confidence: 0.8, P: [Classes]float64{0.4, 0.3, 0.1, 0.2}}
	}
	for b.Loop() {
		Infer(nodes, p)
	}
	b.ReportMetric(float64(len(nodes)*b.N)/b.Elapsed().Seconds(), "comments/s")
}
