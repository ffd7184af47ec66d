package naivebayes

import (
	"encoding/json"
	"fmt"
	"math"
	"sync"

	cdipaolo "github.com/cdipaolo/sentiment"
)

// modelJSON is the part of the package's own model file that a prediction
// needs: the number of film reviews of either class that a word was seen in.
type modelJSON struct {
	Words map[string]struct {
		Count []uint64
		Seen  uint64
	} `json:"words"`
	Probabilities []float64 `json:"probabilities"`
}

// table is the model as one log odds, positive against negative, for each
// word. The package computes log((count+1)/(seen+vocabulary)) for both classes;
// the denominators are the same and drop out.
type table struct {
	odds  map[string]float32
	prior float64
}

// load builds the table on first use (about 0.3 s) from the model file inside
// the package, not from its Restore, which keeps twice the memory.
var load = sync.OnceValues(func() (*table, error) {
	raw, err := cdipaolo.Asset("model.json")
	if err != nil {
		return nil, fmt.Errorf("cdipaolo: reading the package's model: %w", err)
	}
	var models map[string]modelJSON
	if err := json.Unmarshal(raw, &models); err != nil {
		return nil, fmt.Errorf("cdipaolo: reading the package's model: %w", err)
	}
	m, ok := models["en"]
	if !ok || len(m.Probabilities) != 2 || len(m.Words) == 0 {
		return nil, fmt.Errorf("cdipaolo: the package's model has no English classes")
	}
	t := &table{odds: make(map[string]float32, len(m.Words)), prior: math.Log(m.Probabilities[1] / m.Probabilities[0])}
	for w, c := range m.Words {
		if len(c.Count) == 2 {
			t.odds[w] = float32(math.Log(float64(c.Count[1]+1) / float64(c.Count[0]+1)))
		}
	}
	return t, nil
})
