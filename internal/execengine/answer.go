package execengine

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// head is what every answer begins with.
type head struct {
	ID json.RawMessage `json:"id"`
	// Error says that the program could not score this text.
	Error string `json:"error"`
	// Unscored says why there are no probabilities: no words, a language that
	// the program does not know.
	Unscored string `json:"unscored"`
}

// id is the answer's id as a string; programs may answer with numbers.
func (h *head) id() string {
	var s string
	if json.Unmarshal(h.ID, &s) == nil {
		return s
	}
	return string(h.ID)
}

// parse reads an answer into v, which embeds head h, and checks that it is the
// answer to the request named.
func parse(answer []byte, v any, h *head, want string) error {
	if err := json.Unmarshal(answer, v); err != nil {
		return fmt.Errorf("the answer to %q is not a JSON object: %s", want, clip(answer))
	}
	switch {
	case h.ID == nil:
		return fmt.Errorf("the answer to %q has no id: %s", want, clip(answer))
	case h.id() != want:
		return fmt.Errorf("the answer to %q has the id %q: answers must keep the order of the requests", want, h.id())
	case h.Error != "":
		return fmt.Errorf("text %q: the program says: %s", want, h.Error)
	}
	return nil
}

// sumTolerance is how far probabilities may be from adding up to 1; within it
// they are scaled.
const sumTolerance = 0.02

// distribution checks that all probabilities are there, and scales them to
// add up to 1.
func distribution(want string, p ...*float64) ([]float64, error) {
	sum := 0.0
	out := make([]float64, len(p))
	for i, v := range p {
		if v == nil {
			return nil, fmt.Errorf("the answer to %q lacks a probability", want)
		}
		if !(*v >= 0 && *v <= 1+sumTolerance) {
			return nil, fmt.Errorf("the answer to %q has the probability %v", want, *v)
		}
		out[i] = *v
		sum += *v
	}
	if math.Abs(sum-1) > sumTolerance {
		return nil, fmt.Errorf("the probabilities of %q add up to %.4g, not 1", want, sum)
	}
	for i := range out {
		out[i] /= sum
	}
	return out, nil
}

func clip(b []byte) string {
	if len(b) > 120 {
		return string(b[:120]) + "..."
	}
	return string(b)
}

// idOr is a request's id: the text's own, or its number where it has none.
func idOr(id string, i int) string {
	if id == "" {
		return strconv.Itoa(i)
	}
	return id
}
