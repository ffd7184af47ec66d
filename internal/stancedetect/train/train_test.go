package train

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// gold writes a table of made comments on two targets, which a word decides.
func gold(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("id,text,label,target\n")
	for i := range 120 {
		target, word, label := "Norland", "blue", "FAVOR"
		if i%2 == 1 {
			target = "Sudland"
		}
		if i%3 == 1 {
			word = "green"
		}
		if (word == "blue") != (target == "Norland") {
			label = "AGAINST"
		}
		fmt.Fprintf(&b, "r%d,number %d says %s again,%s,%s\n", i, i*7, word, label, target)
	}
	path := filepath.Join(t.TempDir(), "gold.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOwn(t *testing.T) {
	path := gold(t)
	examples, err := LoadFile(path, stancedetect.TargetStance, Source{Name: "gold", Weight: 1})
	if err != nil {
		t.Fatal(err)
	}
	m, held, err := Own(context.Background(), stancedetect.TargetStance, examples, 5, nil)
	if err != nil {
		t.Fatal(err)
	}
	if f := Measure(stancedetect.TargetStance, "", examples, held.Probabilities); f.MacroF1 < 0.9 || f.N != 120 {
		t.Errorf("cross-validated: %s", f)
	}
	if d := cmp.Diff([]string{"Norland", "Sudland"}, m.Targets); d != "" {
		t.Error(d)
	}
	d, err := stancedetect.With("own", m, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.Judge(context.Background(), []stance.Text{{Text: "number 9 says green again"}}, []stance.Target{{Name: "Sudland"}})
	if err != nil || s[0].Label() != stance.Favor {
		t.Errorf("%+v, %v", s, err)
	}
	again, _, err := Own(context.Background(), stancedetect.TargetStance, examples, 5, nil)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if m.Write(&a) != nil || again.Write(&b) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("training twice gives different models")
	}
	read, err := stancedetect.ReadModel(&a)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = stancedetect.With("read", read, nil); err != nil {
		t.Fatal(err)
	}
	// A sample is in whatever language its coder reads.
	same, err := d.Judge(context.Background(), []stance.Text{{Text: "number 9 says green again", Language: "fr"}}, []stance.Target{{Name: "Sudland"}})
	if err != nil || same[0].Favor != s[0].Favor {
		t.Errorf("read back: %+v, want %+v, %v", same, s, err)
	}
	if f := Measure(stancedetect.TargetStance, "", examples, held.Plain); f.N != 120 {
		t.Errorf("the plain model judged %d rows", f.N)
	}
}

func TestOwnReply(t *testing.T) {
	var examples []Example
	for i := range 80 {
		text, label := "right you are", 0
		if i%2 == 0 {
			text, label = "what a silly thing to say", 1
		}
		examples = append(examples, Example{
			ID: fmt.Sprint(i), Set: "s", Group: fmt.Sprint(i), Label: label, Text: text, Weight: 1, Never: 0b1100, Parent: -1,
			Reply: stance.Reply{Text: text, ParentText: "the bridge is long"},
		})
	}
	m, held, err := Own(context.Background(), stancedetect.ReplyStance, examples, 4, nil)
	if err != nil {
		t.Fatal(err)
	}
	if f := Measure(stancedetect.ReplyStance, "", examples, held.Probabilities); f.Accuracy < 0.95 {
		t.Errorf("cross-validated: %s", f)
	}
	d, err := stancedetect.With("own", nil, m)
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.DetectReplies(context.Background(), []stance.Reply{{Text: "what a silly thing to say", ParentText: "the bridge is long"}})
	if err != nil || got[0].Label() != stance.Disagree {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOwnRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"empty.csv":  "",
		"few.csv":    "id,text,label,target\n1,a,FAVOR,b\n",
		"labels.csv": "id,text,label,target\n1,a,YES,b\n",
		"column.csv": "id,text,label\n1,a,FAVOR\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		examples, err := LoadFile(path, stancedetect.TargetStance, Source{Name: name, Weight: 1})
		if err == nil {
			_, _, err = Own(context.Background(), stancedetect.TargetStance, examples, 5, nil)
		}
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestFoldsKeepGroups(t *testing.T) {
	var examples []Example
	for i := range 60 {
		examples = append(examples, Example{Set: "s", Group: fmt.Sprint(i / 4)})
	}
	folds := Folds(examples, 5)
	used := map[int]bool{}
	for i, f := range folds {
		used[f] = true
		if f < 0 || f >= 5 || f != folds[i/4*4] {
			t.Fatalf("row %d in fold %d, its group in %d", i, f, folds[i/4*4])
		}
	}
	if len(used) < 4 {
		t.Errorf("only folds %v are used", used)
	}
}

func TestTemperature(t *testing.T) {
	// Sure and wrong half of the time: one half is what should be said.
	examples := []Example{{Label: 0, Weight: 1}, {Label: 1, Weight: 1}}
	probs := [][]float64{{0.99, 0.01}, {0.99, 0.01}}
	all := func(int) bool { return true }
	temp := Temperature(examples, probs, 1, false, all)
	if p := temper(probs[0], temp); temp < 2 || p[0] > 0.8 {
		t.Errorf("temperature %.2f gives %v", temp, p)
	}
}

func TestLinkByText(t *testing.T) {
	rows := []Example{
		{Text: "first", Group: "p", Parent: -1, Reply: stance.Reply{TopLevel: true}},
		{Text: "second", Group: "p", Parent: -1, Reply: stance.Reply{ParentText: " first "}},
		{Text: "third", Group: "q", Parent: -1, Reply: stance.Reply{ParentText: "first"}},
	}
	linkByText(rows)
	if rows[0].Parent != -1 || rows[1].Parent != 0 || rows[2].Parent != -1 {
		t.Errorf("parents %d %d %d", rows[0].Parent, rows[1].Parent, rows[2].Parent)
	}
}

func TestFitRulesOutMissingClasses(t *testing.T) {
	var examples []Example
	for i := range 80 {
		text, label := "that is right", 0
		if i%2 == 0 {
			text, label = "no that is wrong", 1
		}
		examples = append(examples, Example{
			ID: fmt.Sprint(i), Set: "s", Group: fmt.Sprint(i), Label: label, Text: text, Weight: 1, Never: 0b1100,
			Reply: stance.Reply{Text: text, ParentText: "the bridge is long"},
		})
	}
	s := Settings{Bits: 8, L2: 1e-3, FreeL2: 1, Iterations: 20, Folds: 2}
	_, probs, err := Fit(context.Background(), stancedetect.ReplyStance, examples, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range probs {
		if p[2]+p[3] > 0.05 || p[examples[i].Label] < 0.8 {
			t.Fatalf("row %d: %v", i, p)
		}
	}
}
