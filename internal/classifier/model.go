package classifier

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Task is the task that a model file must name.
const Task = "sentiment"

// Labels in the order of the classes.
var Labels = []string{"negative", "neutral", "positive"}

// Version of the features that a model file's weights belong to. It changes
// with the hash, the tokens, the lexicon's rules or the list of numbers.
const Version = 3

// magic begins a model file; the header follows as one line of JSON, then the
// weights, compressed.
const magic = "undertone model\n"

// Limits of what a model file may ask for.
const (
	minBits   = 10
	maxBits   = 24
	maxHeader = 64 << 10
)

// ErrModel is what every error about the content of a model file wraps.
var ErrModel = errors.New("not a usable model file")

// Header describes a model file.
type Header struct {
	Task    string   `json:"task"`
	Labels  []string `json:"labels"`
	Version int      `json:"version"`
	Bits    uint     `json:"bits"`
	// Data names what the model was trained on, with the SHA-256 of each.
	Data []Source `json:"data"`
	// Base is the SHA-256 of the model that training started from, if any.
	Base string `json:"base,omitempty"`
	// Figures are measured on held-out rows, by name.
	Figures map[string]float64 `json:"figures,omitempty"`
	// SHA256 of the weights as stored.
	SHA256 string `json:"sha256"`
}

// Source is a data set that a model was trained on.
type Source struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"`
}

// Model is a trained model. It does not change and is safe for concurrent use.
type Model struct {
	Header Header
	// cells are the weights of each bucket for negative and positive against
	// neutral, in units of scale.
	cells []int8
	scale float64
	dense [numDense][2]float64
	bias  [2]float64
}

// parameters is the part of the weights that is not cells, as stored.
type parameters struct {
	Scale float64
	Dense [numDense][2]float64
	Bias  [2]float64
}

// Write stores the model; the same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	var body bytes.Buffer
	zw, err := gzip.NewWriterLevel(&body, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := binary.Write(zw, binary.LittleEndian, parameters{m.scale, m.dense, m.bias}); err != nil {
		return err
	}
	if err := binary.Write(zw, binary.LittleEndian, m.cells); err != nil {
		return err
	}
	if err := zw.Close(); err != nil {
		return err
	}
	h := m.Header
	h.Task, h.Labels, h.Version = Task, Labels, Version
	sum := sha256.Sum256(body.Bytes())
	h.SHA256 = hex.EncodeToString(sum[:])
	head, err := json.Marshal(h)
	if err != nil {
		return err
	}
	for _, b := range [][]byte{[]byte(magic), head, []byte("\n"), body.Bytes()} {
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("writing the model: %w", err)
		}
	}
	return nil
}

// ReadModel reads a model file. It refuses, wrapping [ErrModel], what is
// damaged, made for another task or made by another version.
func ReadModel(r io.Reader) (*Model, error) {
	br := bufio.NewReader(r)
	start := make([]byte, len(magic))
	if _, err := io.ReadFull(br, start); err != nil || string(start) != magic {
		return nil, fmt.Errorf("%w: it does not begin like one", ErrModel)
	}
	h, err := readHeader(br)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(br, 4<<maxBits))
	if err != nil {
		return nil, fmt.Errorf("reading the model: %w", err)
	}
	sum := sha256.Sum256(body)
	if hex.EncodeToString(sum[:]) != h.SHA256 {
		return nil, fmt.Errorf("%w: its weights are damaged (the SHA-256 is not the header's)", ErrModel)
	}
	return readWeights(h, body)
}

// readHeader reads and checks the line of JSON.
func readHeader(br *bufio.Reader) (Header, error) {
	var h Header
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) || len(line) > maxHeader {
			return h, fmt.Errorf("%w: its header does not end", ErrModel)
		}
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return h, fmt.Errorf("%w: its header: %v", ErrModel, err)
	}
	switch {
	case h.Task != Task:
		return h, fmt.Errorf("%w for sentiment: it was made for the task %q", ErrModel, h.Task)
	case !slices.Equal(h.Labels, Labels):
		return h, fmt.Errorf("%w: its labels are %q, not %q", ErrModel, h.Labels, Labels)
	case h.Version != Version:
		return h, fmt.Errorf("%w: it has version %d, this program reads version %d; train it again", ErrModel, h.Version, Version)
	case h.Bits < minBits || h.Bits > maxBits:
		return h, fmt.Errorf("%w: it has 2^%d buckets", ErrModel, h.Bits)
	}
	return h, nil
}

func readWeights(h Header, body []byte) (*Model, error) {
	zr, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: its weights: %v", ErrModel, err)
	}
	var p parameters
	if err := binary.Read(zr, binary.LittleEndian, &p); err != nil {
		return nil, fmt.Errorf("%w: its weights: %v", ErrModel, err)
	}
	raw := make([]byte, 2<<h.Bits)
	if _, err := io.ReadFull(zr, raw); err != nil {
		return nil, fmt.Errorf("%w: its weights: %v", ErrModel, err)
	}
	m := &Model{Header: h, cells: make([]int8, len(raw)), scale: p.Scale, dense: p.Dense, bias: p.Bias}
	for i, b := range raw {
		m.cells[i] = int8(b)
	}
	if !finite(m) {
		return nil, fmt.Errorf("%w: its weights are not numbers", ErrModel)
	}
	return m, nil
}

func finite(m *Model) bool {
	bad := func(v float64) bool { return math.IsNaN(v) || math.Abs(v) > 1e6 }
	if bad(m.scale) || bad(m.bias[0]) || bad(m.bias[1]) {
		return false
	}
	for _, d := range m.dense {
		if bad(d[0]) || bad(d[1]) {
			return false
		}
	}
	return true
}

// quantise turns trained weights into a model with calibrated log odds.
func quantise(w *weights, bits uint, c calibration) *Model {
	m := &Model{cells: make([]int8, 2<<bits)}
	m.Header.Bits = bits
	// A few very large weights must not cost all others their precision.
	const unit = clipAt / 127
	m.scale = c.slope * unit
	for i := range w.sparse {
		row := &w.sparse[i].w
		for k := range 2 {
			q := math.Round(float64(row[2*k]-row[1]) / unit)
			m.cells[2*i+k] = int8(min(max(q, -127), 127))
		}
	}
	for j := range w.dense {
		m.dense[j] = calibration{slope: c.slope}.odds(w.dense[j])
	}
	m.bias = c.odds(w.bias)
	return m
}

// clipAt bounds the weights before quantisation.
const clipAt = 3.0
