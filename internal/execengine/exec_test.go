package execengine

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
)

// TestMain lets the test binary stand in for the programs under test:
// "BINARY stand-in BEHAVIOUR".
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "stand-in" {
		standIn(os.Args[2])
		return
	}
	os.Exit(m.Run())
}

// request is what the stand-in programs read.
type request struct {
	ID, Task, Text, Target string
	ParentText             string `json:"parent_text"`
	More                   bool
}

func standIn(behaviour string) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	var held []string
	for n := 0; in.Scan(); n++ {
		var r request
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			fmt.Fprintln(os.Stderr, "bad request:", err)
			os.Exit(2)
		}
		line := answer(&r)
		switch behaviour {
		case "good":
		case "batches": // gathers until no more follows
			held = append(held, line)
			if r.More {
				continue
			}
			line = strings.Join(held, "\n")
			held = nil
		case "dies":
			if n == 2 {
				fmt.Fprintln(os.Stderr, "out of memory, sorry")
				os.Exit(7)
			}
		case "stops":
			if n == 2 {
				return
			}
		case "hangs":
			if n == 2 {
				time.Sleep(time.Minute)
			}
		case "order":
			if n == 1 {
				line = `{"id":"0","p_negative":1,"p_neutral":0,"p_positive":0}`
			}
		case "nonsense":
			line = "loading model..."
		case "no id":
			line = `{"p_negative":1,"p_neutral":0,"p_positive":0}`
		case "lacks":
			line = fmt.Sprintf(`{"id":%q,"p_negative":1}`, r.ID)
		case "sum":
			line = fmt.Sprintf(`{"id":%q,"p_negative":0.9,"p_neutral":0.9,"p_positive":0}`, r.ID)
		case "nan":
			line = fmt.Sprintf(`{"id":%q,"p_negative":-1,"p_neutral":1,"p_positive":1}`, r.ID)
		case "refuses":
			line = fmt.Sprintf(`{"id":%q,"error":"text too long"}`, r.ID)
		case "huge":
			line = strings.Repeat("x", 2<<20)
		case "much":
			line += "\n" + line
		}
		fmt.Println(line)
	}
}

func answer(r *request) string {
	switch {
	case r.Task == "target-stance":
		return fmt.Sprintf(`{"id":%q,"p_favor":0.5,"p_against":0.25,"p_none":0.25,"mentioned":%t}`, r.ID, strings.Contains(r.Text, r.Target))
	case r.Task == "reply-stance":
		return fmt.Sprintf(`{"id":%q,"p_agree":0.7,"p_disagree":0.1,"p_query":0.1,"p_neutral":0.1}`, r.ID)
	case r.Text == "":
		return fmt.Sprintf(`{"id":%q,"unscored":"no words"}`, r.ID)
	case strings.Contains(r.Text, "good"):
		return fmt.Sprintf(`{"id":%q,"p_negative":0.1,"p_neutral":0.2,"p_positive":0.7001}`, r.ID)
	}
	return fmt.Sprintf(`{"id":%q,"p_negative":0.5,"p_neutral":0.25,"p_positive":0.25}`, r.ID)
}

func command(t testing.TB, behaviour string) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("exec:'%s' stand-in %q", exe, behaviour)
}

func texts(n int) []sentiment.Text {
	out := make([]sentiment.Text, n)
	for i := range out {
		out[i].Text = "some words"
	}
	return out
}

func TestSentiment(t *testing.T) {
	for _, behaviour := range []string{"good", "batches"} {
		s, err := NewSentiment(command(t, behaviour), Options{Batch: 3})
		if err != nil {
			t.Fatal(err)
		}
		in := texts(8)
		in[1].Text, in[2].Text, in[3].ID = "a good one\nwith <lines> & “quotes”", "", "page#c1"
		for range 2 { // the program stays for a second batch
			got, err := s.Score(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			if got[0].Negative != 0.5 || got[1].Label() != sentiment.Positive || got[2].Scored || got[2].Reason != "no words" || len(got) != 8 {
				t.Errorf("%s: %+v", behaviour, got)
			}
			if sum := got[1].Negative + got[1].Neutral + got[1].Positive; sum < 1-1e-12 || sum > 1+1e-12 {
				t.Errorf("probabilities add up to %v", sum)
			}
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", behaviour, err)
		}
		if _, err := s.Score(t.Context(), in); err == nil {
			t.Error("scored after Close")
		}
	}
}

func TestLargeBatch(t *testing.T) {
	s, err := NewSentiment(command(t, "good"), Options{Batch: 1000})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	in := texts(3000)
	for i := range in {
		in[i].Text = strings.Repeat("long words ", 300)
	}
	if got, err := s.Score(t.Context(), in); err != nil || len(got) != len(in) {
		t.Fatal(err)
	}
}

func TestFailures(t *testing.T) {
	tests := []struct{ behaviour, want string }{
		{"dies", "the program ended (exit status 7) after 2 of 5 answers; it wrote last: out of memory, sorry"},
		{"stops", "the program ended after 2 of 5 answers"},
		{"hangs", "no answer for 400ms"},
		{"order", `the answer to "1" has the id "0": answers must keep the order of the requests`},
		{"nonsense", `the answer to "0" is not a JSON object: loading model...`},
		{"no id", `the answer to "0" has no id`},
		{"lacks", `the answer to "0" lacks a probability`},
		{"sum", `the probabilities of "0" add up to 1.8, not 1`},
		{"nan", `the answer to "0" has the probability -1`},
		{"refuses", `text "0": the program says: text too long`},
		{"huge", "token too long"},
	}
	for _, tt := range tests {
		t.Run(tt.behaviour, func(t *testing.T) {
			t.Parallel()
			// Only the program that hangs may run into the limit, however
			// slow the machine is.
			limit := 2 * time.Minute
			if tt.behaviour == "hangs" {
				limit = 400 * time.Millisecond
			}
			s, err := NewSentiment(command(t, tt.behaviour), Options{Timeout: limit})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			_, err = s.Score(t.Context(), texts(5))
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "engine exec:") {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			if _, again := s.Score(t.Context(), texts(1)); again == nil {
				t.Error("a failed engine goes on")
			}
		})
	}
}

func TestTooMuch(t *testing.T) {
	s, err := NewSentiment(command(t, "much"), Options{Batch: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Score(t.Context(), texts(1))
	if err == nil {
		err = s.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "1 lines more") {
		t.Errorf("error %v", err)
	}
}

func TestStderrIsPassedOn(t *testing.T) {
	var log bytes.Buffer
	s, err := NewSentiment(command(t, "dies"), Options{Stderr: &log})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Score(t.Context(), texts(5)); err == nil {
		t.Fatal("no error")
	}
	if log.String() != "out of memory, sorry\n" {
		t.Errorf("standard error %q", log.String())
	}
}

func TestCancel(t *testing.T) {
	s, err := NewSentiment(command(t, "hangs"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := s.Score(ctx, texts(5)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestMissingProgram(t *testing.T) {
	s, err := NewSentiment("exec:no-such-program-here --x", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Score(t.Context(), texts(1)); err == nil || !strings.Contains(err.Error(), "engine exec:no-such-program-here --x: starting the program") {
		t.Errorf("error %v", err)
	}
	for _, bad := range []string{"exec:", "exec:'open"} {
		if _, err := NewSentiment(bad, Options{}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestStance(t *testing.T) {
	s, err := NewStance(command(t, "batches"), Options{Batch: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got, err := s.Detect(t.Context(), []stance.Text{{ID: "a", Text: "NATO is fine"}, {ID: "b", Text: "no"}}, []stance.Target{{Name: "NATO"}, {Name: "EU"}})
	if err != nil {
		t.Fatal(err)
	}
	one := func(target string, mentioned bool) stance.Stance {
		return stance.Stance{Target: target, Favor: 0.5, Against: 0.25, None: 0.25, Mentioned: mentioned}
	}
	want := [][]stance.Stance{{one("NATO", true), one("EU", false)}, {one("NATO", false), one("EU", false)}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	replies, err := s.DetectReplies(t.Context(), []stance.Reply{{ID: "a", Text: "yes", ParentText: "is it?"}})
	if err != nil || replies[0].Label() != stance.Agree {
		t.Errorf("%+v, %v", replies, err)
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"python3 score.py --model 'a b' \"c d\" e\\ f", []string{"python3", "score.py", "--model", "a b", "c d", "e f"}},
		{"  x ''  ", []string{"x", ""}},
		{`'C:\dir\x.exe' -a`, []string{`C:\dir\x.exe`, "-a"}},
	}
	for _, tt := range tests {
		got, err := split(tt.in)
		if d := cmp.Diff(tt.want, got); d != "" || err != nil {
			t.Errorf("split(%q): %v\n%s", tt.in, err, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"id":"1","p_negative":0.2,"p_neutral":0.3,"p_positive":0.5}`))
	f.Add([]byte(`{"id":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var a sentimentAnswer
		if parse(b, &a, &a.head, "1") == nil && a.Unscored == "" {
			if p, err := distribution("1", a.Negative, a.Neutral, a.Positive); err == nil && len(p) != 3 {
				t.Fatal(p)
			}
		}
	})
}
