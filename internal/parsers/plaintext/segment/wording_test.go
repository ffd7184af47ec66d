package segment

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokenize(t *testing.T) {
	got := Tokenize(`“Don’t go,” he said… I won't!`)
	want := []string{`"`, "don't", "go", ",", `"`, "he", "said", "…", "i", "won't", "!"}
	if diff := cmp.Diff(want, got.all); diff != "" {
		t.Error(diff)
	}
	if got.lower || !Tokenize("and so on").lower {
		t.Error("the case of the first letter is wrong")
	}
	if n := len(Tokenize(strings.Repeat("a ", 10000)).all); n > maxWords+1 {
		t.Errorf("%d words of a long line", n)
	}
}

func TestWordingFeatures(t *testing.T) {
	places := func(before, line string) map[uint32]bool {
		m := make(map[uint32]bool)
		WordingFeatures(Tokenize(before), Tokenize(line), func(at uint32) {
			if at >= WordingSize {
				t.Fatalf("place %d", at)
			}
			m[at] = true
		})
		return m
	}
	a, b := places("That is so.", "I agree with you."), places("Is it?", "I agree with you.")
	if cmp.Equal(a, b) {
		t.Error("the line before does not matter")
	}
	if !cmp.Equal(places("", ""), places("", "")) {
		t.Error("places differ from call to call")
	}
}

func TestWordingRoundTrip(t *testing.T) {
	m := &Wording{Bias: -0.5, Scale: 0.01, Weights: make([]int8, WordingSize)}
	m.Weights[7], m.Weights[WordingSize-1] = -127, 12
	var b bytes.Buffer
	if err := WriteWording(&b, m, "a comment"); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	got, err := ReadWording(bytes.NewReader(data))
	if err != nil || !cmp.Equal(m, got) {
		t.Errorf("read back: %v", err)
	}
	for _, bad := range []string{"", "# only a comment\n", "one two\n", string(data[:len(data)-1])} {
		if _, err := ReadWording(strings.NewReader(bad)); err == nil {
			t.Errorf("%.20q was read", bad)
		}
	}
}

// TestWordingKnowsOpenings asks the built-in weights about plain cases.
func TestWordingKnowsOpenings(t *testing.T) {
	w := builtin().Wording
	before := Tokenize("The council met on Monday and nothing came of it.")
	opens := w.Odds(before, Tokenize("I agree with you completely."))
	goes := w.Odds(before, Tokenize("And in the end, all of them had to be sold."))
	if opens <= goes {
		t.Errorf("log odds of an opening %.2f, of a further paragraph %.2f", opens, goes)
	}
}

func TestManners(t *testing.T) {
	m, shared, apart := mannersOf([]Line{{Text: "it’s late — I know"}, {Text: "that’s all"}, {Text: "It's early. I don't know."}, {Text: "No."}})
	if !quotesDiffer(m[1], m[2]) || quotesDiffer(m[0], m[1]) {
		t.Error("curly and straight apostrophes are not told apart")
	}
	for b := range shared {
		if math.IsInf(shared[b], 0) || math.IsNaN(apart[b]) || shared[b] <= 0 || apart[b] <= 0 {
			t.Errorf("manner %d: %v, %v", b, shared[b], apart[b])
		}
	}
	if m[0]&(1<<6) == 0 || m[3]&(1<<6) != 0 {
		t.Error("the dash is not found")
	}
}
