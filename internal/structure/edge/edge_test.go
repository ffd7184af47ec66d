package edge

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/address"
	"github.com/undertone-project/undertone/internal/text"
)

func thread(texts ...string) *Thread {
	th := &Thread{Title: "Bread without a machine", Text: "How I bake bread at home."}
	for _, s := range texts {
		th.Comments = append(th.Comments, Comment{Text: s, Parent: Unknown})
	}
	return th
}

func TestDefault(t *testing.T) {
	m := Default()
	if m.TempDepthFirst <= 0 || m.TempTime <= 0 || len(m.Words) < 100 || m.DepthFirst == (Weights{}) || m.Time == (Weights{}) {
		t.Errorf("the embedded weights lack a part: temperatures %v %v, %d words", m.TempDepthFirst, m.TempTime, len(m.Words))
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := ReadModel(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, again); d != "" {
		t.Errorf("written and read again (-want +got):\n%s", d)
	}
}

func TestReadModelErrors(t *testing.T) {
	for _, in := range []string{"time\tbias/post", "time\tbias/post\tx", "time\tno-such/post\t1", "never\tbias/post\t1", "time\ttemperature\t0", "time\tbias/post\tNaN"} {
		if _, err := ReadModel(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("ReadModel(%q): error %v, want one that names line 1", in, err)
		}
	}
}

// Every cue and pair has a name, and no two weights share one.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for k := range Dim {
		n := Name(k)
		if seen[n] || strings.HasPrefix(n, "/") || strings.Contains(n, ":/") {
			t.Errorf("weight %d is named %q", k, n)
		}
		seen[n] = true
	}
}

func choicesOK(t *testing.T, th *Thread, choices [][]Choice) {
	t.Helper()
	for i, list := range choices {
		if th.Comments[i].Parent != Unknown {
			if list != nil {
				t.Errorf("comment %d is declared, has choices %v", i, list)
			}
			continue
		}
		sum := 0.0
		for k, c := range list {
			sum += c.P
			if c.Parent >= i || c.Parent < Post || math.IsNaN(c.P) || (k > 0 && c.P > list[k-1].P) {
				t.Errorf("comment %d: choices %v", i, list)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("comment %d: probabilities sum to %v", i, sum)
		}
	}
}

func TestDecode(t *testing.T) {
	th := thread("Lovely loaf, I made this recipe twice.", "How long did yours rise?", "Two hours, the kitchen was cold.", "That's a long time!", "Great post, thanks for sharing.", "")
	v := Prepare(th)
	choicesOK(t, th, v.DecodeDepthFirst(Default()))
	choicesOK(t, th, v.DecodeTime(Default()))
	empty := &Thread{}
	choicesOK(t, empty, Prepare(empty).DecodeDepthFirst(Default()))
}

// Declared parents limit the trees: below a declared branch, comments above it
// are the only others that can be answered.
func TestDeclaredLimits(t *testing.T) {
	th := thread("one", "two", "three", "No, that is wrong.")
	th.Comments[0].Parent, th.Comments[1].Parent, th.Comments[2].Parent = Post, Post, 1
	v := Prepare(th)
	choices := v.DecodeDepthFirst(Default())
	choicesOK(t, th, choices)
	for _, c := range choices[3] {
		if c.Parent == 0 {
			t.Errorf("comment 3 may answer comment 0, whose branch is closed: %v", choices[3])
		}
	}
}

// A handle, and a quotation, decide the parent.
func TestStrongEvidence(t *testing.T) {
	th := thread("The dough was too wet.", "I disagree about the flour.", "@Petra: you could use less water then, the flour does not matter at all")
	th.Comments[0].Author, th.Comments[1].Author, th.Comments[2].Author = "Petra", "Gregor", "Ann"
	th.Comments[2].Names = []address.Mention{{Name: "Petra", Kind: address.Handle, Span: text.Span{End: 6}}}
	th.Comments[1].Parent = 0
	v := Prepare(th)
	named := probability(v.DecodeDepthFirst(Default())[2], 0)
	th.Comments[2].Names = nil
	if without := probability(Prepare(th).DecodeDepthFirst(Default())[2], 0); named < 2*without {
		t.Errorf("a handle raises the probability of its bearer from %.2f to %.2f only", without, named)
	}
	th.Comments[2].Names = []address.Mention{{Name: "Petra", Kind: address.Handle, Span: text.Span{End: 6}}}
	place := v.Place([]int{Post, 0, 0})
	found := place.Explain(Default(), false, 2, []int{0, 1, Post}, 3)
	if len(found[0]) == 0 || found[0][0].Rule != "addresses-author" || found[0][0].Span.In(th.Comments[2].Text) != "@Petra" {
		t.Errorf("handle: reasons %+v", found[0])
	}

	th = thread("The dough was too wet for me to shape on Sunday.", "Nice pictures.", "Use less water.")
	th.Comments[1].Parent = 0
	th.Comments[2].Quoted = "The dough was too wet for me to shape"
	th.Comments[2].Hits = []Hit{{Target: 0, Share: 1, Words: 9}}
	if got := Prepare(th).DecodeDepthFirst(Default())[2][0]; got.Parent != 0 {
		t.Errorf("quotation: %v", got)
	}
}

func probability(choices []Choice, parent int) float64 {
	for _, c := range choices {
		if c.Parent == parent {
			return c.P
		}
	}
	return 0
}

func TestTimeOrdered(t *testing.T) {
	var chain, flat Thread
	for i := range 12 {
		c := Comment{Text: "some words", Parent: i - 1}
		chain.Comments = append(chain.Comments, c)
		c.Parent = []int{Post, 0, 0, 1, 0, 2, 1, 3, 0, 4, 2, 1}[i]
		flat.Comments = append(flat.Comments, c)
	}
	chain.Comments[11].Parent, flat.Comments[11].Parent = Unknown, Unknown
	if Prepare(&chain).TimeOrdered(Default()) {
		t.Error("a chain of declared replies is taken for time order")
	}
	if !Prepare(&flat).TimeOrdered(Default()) {
		t.Error("declared replies across branches are not taken for time order")
	}
	falls := thread("a", "b", "c", "d")
	for i, at := range []float64{100, 400, 200, 300} {
		falls.Comments[i].When = When{Known: true, Lo: at, Hi: at + 1}
	}
	if Prepare(falls).TimeOrdered(Default()) {
		t.Error("times that fall are taken for time order")
	}
}

// Times that never fall are those of time order where branches would close, and
// say nothing where there are few comments or all answer the one before.
func TestTimesThatOnlyRise(t *testing.T) {
	for name, c := range map[string]struct {
		th   *Thread
		want bool
	}{
		"many branches": {chain(40), true},
		"few comments":  {chain(10), false},
		"one branch":    {thread(slices.Repeat([]string{"No, you are wrong. Why would you say that?"}, 40)...), false},
	} {
		for i := range c.th.Comments {
			c.th.Comments[i].When = When{Known: true, Lo: float64(100 * i), Hi: float64(100*i + 1)}
		}
		if got := Prepare(c.th).TimeOrdered(Default()); got != c.want {
			t.Errorf("%s: time order is %v", name, got)
		}
	}
}

// Names that lead anywhere are no evidence of time order.
func TestNamesAreNoOrder(t *testing.T) {
	th := thread(slices.Repeat([]string{"I like rye bread best of all."}, 8)...)
	for i := range th.Comments {
		th.Comments[i].Author = []string{"Ann", "Ben", "Cem", "Dora"}[i%4]
	}
	for _, name := range []string{"Ann", "Cem", "Ben", "Dora", "Ann", "Cem"} {
		th.Comments = append(th.Comments, Comment{Text: "@" + name + " thanks for sharing.", Parent: Unknown,
			Names: []address.Mention{{Name: name, Kind: address.Handle}}})
	}
	if Prepare(th).TimeOrdered(Default()) {
		t.Error("names of earlier authors are taken for time order")
	}
}

func BenchmarkDecode(b *testing.B) {
	th := thread()
	for i := range 1000 {
		th.Comments = append(th.Comments, Comment{Text: []string{"No, the oven was cold.", "Thanks for this recipe!", "What flour did you use?", "Rye, as you said."}[i%4], Parent: Unknown})
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := Prepare(th).DecodeDepthFirst(Default()); len(got) != 1000 {
			b.Fatal(len(got))
		}
	}
}
