package stancedetect

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/linear"
)

// small makes a model of few hashed features.
func small(t testing.TB, task Task) *Model {
	t.Helper()
	m := linear.New(task.Structural()+1<<4, len(task.Classes()))
	for i := range m.W {
		m.W[i] = float32(i%13) - 6
	}
	out, err := NewModel(task, 4, false, true, m, []Data{{Name: "made", Rows: 3}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestModelRoundTrip(t *testing.T) {
	for _, task := range []Task{TargetStance, ReplyStance} {
		m := small(t, task)
		var b bytes.Buffer
		if err := m.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := ReadModel(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(m, got, cmp.AllowUnexported(Model{}, weights{})); d != "" {
			t.Errorf("%s (-written +read):\n%s", task, d)
		}
	}
}

func TestReadModelRefuses(t *testing.T) {
	var b bytes.Buffer
	if err := small(t, TargetStance).Write(&b); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	swap := func(old, with string) string { return strings.Replace(good, old, with, 1) }
	for name, s := range map[string]string{
		"empty": "", "other file": "hello", "no header": modelMagic, "bad header": modelMagic + "{\n",
		"other task": swap("target-stance", "sentiment"), "other version": swap(`"version":1`, `"version":9`),
		"other labels": swap(`"favor"`, `"pro"`), "other features": swap(`"structural":`, `"structural":1`),
		"too many bits": swap(`"bits":4`, `"bits":60`), "cut": good[:len(good)-9], "other sum": swap(`"}`+"\n", `0"}`+"\n"),
		"no weights": good[:strings.Index(good, "}\n")+2],
	} {
		if _, err := ReadModel(strings.NewReader(s)); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := With("x", nil, small(t, TargetStance)); !errors.Is(err, ErrModel) {
		t.Errorf("a target model for replies: %v", err)
	}
}

func FuzzReadModel(f *testing.F) {
	var b bytes.Buffer
	if err := small(f, ReplyStance).Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(modelMagic + "{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := ReadModel(bytes.NewReader(data)); err != nil && !errors.Is(err, ErrModel) {
			t.Fatal(err)
		}
	})
}
