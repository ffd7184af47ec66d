package execengine

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
)

// chatServer stands in for a local language model: it answers by what the
// prompt asks, with probabilities of the first token where probable is set.
func chatServer(t *testing.T, probable bool) *httptest.Server {
	t.Helper()
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Messages []struct{ Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || len(in.Messages) != 1 {
			http.Error(w, "no prompt", http.StatusBadRequest)
			return
		}
		word := "nonsense"
		switch prompt := in.Messages[0].Content; {
		case strings.Contains(prompt, "riddle"):
		case strings.Contains(prompt, "tone of this reader comment"):
			word = "negative"
		case strings.Contains(prompt, "in favor of the bridge"):
			word = "against"
		case strings.Contains(prompt, "began with this post: Bridge falls"):
			word = "query"
		case strings.Contains(prompt, "Comment: It fell."):
			word = "disagree"
		}
		choice := map[string]any{"message": map[string]any{"content": word}}
		if probable {
			choice["logprobs"] = map[string]any{"content": []any{map[string]any{"top_logprobs": []any{
				map[string]any{"token": word[:3], "logprob": math.Log(0.6)},
				map[string]any{"token": " n", "logprob": math.Log(0.1)}, // of "negative" or of "neutral"
				map[string]any{"token": "Pos", "logprob": math.Log(0.2)},
			}}}}
		}
		if err := json.NewEncoder(w).Encode(map[string]any{"choices": []any{choice}}); err != nil {
			t.Error(err)
		}
	}))
}

// TestLanguageModelExample runs the example of the documentation against a
// server that answers as a local language model does.
func TestLanguageModelExample(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here to run docs/examples/llm_engine.py with")
	}
	script, err := filepath.Abs(filepath.Join("..", "..", "docs", "examples", "llm_engine.py"))
	if err != nil {
		t.Fatal(err)
	}
	run := func(server *httptest.Server) string {
		return "exec:'" + python + "' '" + script + "' --model small --url " + server.URL
	}

	server := chatServer(t, true)
	defer server.Close()
	tones, err := NewSentiment(run(server), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer tones.Close()
	scores, err := tones.Score(t.Context(), []sentiment.Text{{ID: "a", Text: "Awful."}, {ID: "b", Text: " "}, {ID: "c", Text: "A riddle."}})
	if err != nil {
		t.Fatal(err)
	}
	// Of the tokens, one fits no label alone; 0.6 and 0.2 are left.
	if s := scores[0]; !s.Scored || math.Abs(s.Negative-0.75) > 1e-9 || math.Abs(s.Positive-0.25) > 1e-9 {
		t.Errorf("tone %+v", s)
	}
	if scores[1].Scored || scores[2].Scored {
		t.Errorf("scored without words or without an answer: %+v", scores[1:])
	}

	plain := chatServer(t, false)
	defer plain.Close()
	s, err := NewStance(run(plain), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	targets, err := s.Detect(t.Context(), []stance.Text{{ID: "a", Text: "Down with it."}}, []stance.Target{{Name: "the bridge"}})
	if err != nil || targets[0][0].Label() != stance.Against {
		t.Errorf("target %+v, %v", targets, err)
	}
	replies, err := s.DetectReplies(t.Context(), []stance.Reply{
		{ID: "a", Text: "It did not.", ParentText: "It fell."},
		{ID: "b", Text: "Says who?", ParentText: "It fell.", TowardPost: true, PostText: "Bridge falls", Depth: 2},
	})
	if err != nil || replies[0].Label() != stance.Disagree || replies[1].Label() != stance.Query {
		t.Errorf("replies %+v, %v", replies, err)
	}
}
