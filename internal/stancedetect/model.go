package stancedetect

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

	"github.com/undertone-project/undertone/internal/linear"
)

// A model file is the line of modelMagic, a line of JSON (a [Header]) and the
// weights, compressed with gzip: the structural ones as 32-bit floats, then
// the hashed ones in a byte each, both little-endian.
const (
	modelMagic   = "undertone stance model\n"
	modelVersion = 1
	maxHeader    = 1 << 20
	maxBits      = 22
	maxWords     = 1 << 20
)

// ErrModel says that a file is no model, or damaged, or made for something
// else.
var ErrModel = errors.New("not a usable stance model")

// Header describes a model.
type Header struct {
	Version int      `json:"version"`
	Task    string   `json:"task"` // target-stance or reply-stance
	Labels  []string `json:"labels"`
	// Bits is log2 of the buckets of hashed features, Structural the number
	// of structural ones; Own is set where every target has n-grams of its own.
	Bits uint `json:"bits"`
	// Brief is log2 of the buckets that texts written as news are have of
	// their own; 0 where they have none.
	Brief      uint `json:"brief_bits,omitempty"`
	Structural int  `json:"structural"`
	Own        bool `json:"own_targets,omitempty"`
	Names      bool `json:"names,omitempty"` // names count as words in n-grams
	// Sample is set where the model was trained on a user's coded sample: it
	// weighs runs of letters by how rare they are, and takes what the model of
	// this program says, whose weights have the checksum Base, as a feature.
	Sample bool   `json:"sample,omitempty"`
	Base   string `json:"base,omitempty"`
	// Company is the checksum of the words whose company it knows.
	Company string  `json:"company,omitempty"`
	Scale   float32 `json:"scale"`
	// Temperatures are what scores are divided by to be as sure as they are
	// right (Guo et al. 2017), by how the text takes up the target: the
	// situations of situation.go.
	Temperatures []float32 `json:"temperatures,omitempty"`
	// Words is the number of words with weights by where they stand, which
	// were learned from the company that words keep; WordScales are one step
	// of these weights, by slot.
	Words      int       `json:"words,omitempty"`
	WordScales []float32 `json:"word_scales,omitempty"`
	// Sureness is what the scores of each kind of reply are multiplied by, for
	// calibration; none means 1.
	Sureness []float32 `json:"sureness,omitempty"`
	// Targets are those of the training rows where Own is set.
	Targets []string `json:"targets,omitempty"`
	Data    []Data   `json:"data"`
	// SHA256 is the checksum of the weights, before compression.
	SHA256 string `json:"sha256"`
}

// Data names a table that a model was trained on.
type Data struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"`
}

// Model is a trained model of one task.
type Model struct {
	Header
	w *weights
}

// Name of the task in model files and on the command line.
func (t Task) String() string {
	if t == ReplyStance {
		return "reply-stance"
	}
	return "target-stance"
}

// NewModel rounds trained weights to the form in which they are used and
// stored. The features of m are those of an [Extractor] with the same bits
// and, where own and names are set, OwnTargets and Names.
func NewModel(task Task, bits uint, own, names bool, m *linear.Model, data []Data) (*Model, error) {
	return newModel(task, bits, own, names, m, data, cutOff)
}

func newModel(task Task, bits uint, own, names bool, m *linear.Model, data []Data, q float64) (*Model, error) {
	w, err := compact(task, bits, m, q)
	if err != nil {
		return nil, err
	}
	w.own, w.names = own, names
	return &Model{Header: Header{
		Version: modelVersion, Task: task.String(), Labels: task.Classes(), Bits: bits, Brief: w.brief, Structural: task.Structural(),
		Own: own, Names: names, Scale: w.scale, Data: data,
	}, w: w}, nil
}

// SetTemperatures gives the model of a target its temperatures, one for each
// situation.
func (m *Model) SetTemperatures(ts []float32) {
	m.Temperatures, m.w.temperatures = ts, ts
}

// Write writes the model file; the same model gives the same bytes.
func (m *Model) Write(out io.Writer) error {
	var body bytes.Buffer
	if err := binary.Write(&body, binary.LittleEndian, m.w.dense); err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	if err := binary.Write(&body, binary.LittleEndian, m.w.hashed); err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	body.Write(m.w.rarity)
	if m.w.places != nil {
		if err := binary.Write(&body, binary.LittleEndian, m.w.places.keys); err != nil {
			return fmt.Errorf("writing stance model: %w", err)
		}
		if err := binary.Write(&body, binary.LittleEndian, m.w.places.weights); err != nil {
			return fmt.Errorf("writing stance model: %w", err)
		}
	}
	sum := sha256.Sum256(body.Bytes())
	m.SHA256 = hex.EncodeToString(sum[:])
	head, err := json.Marshal(m.Header)
	if err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	if _, err := io.WriteString(out, modelMagic+string(head)+"\n"); err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	z, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	if _, err := z.Write(body.Bytes()); err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing stance model: %w", err)
	}
	return nil
}

// ReadModel reads a model file. Its errors wrap [ErrModel] and say what is
// wrong with it.
func ReadModel(in io.Reader) (*Model, error) {
	m, err := readModel(in)
	if err == nil && m.Sample {
		err = m.rest()
	}
	if err != nil {
		return nil, err
	}
	return m, nil
}

func readModel(in io.Reader) (*Model, error) {
	br := bufio.NewReader(in)
	magic := make([]byte, len(modelMagic))
	if _, err := io.ReadFull(br, magic); err != nil || string(magic) != modelMagic {
		return nil, fmt.Errorf("%w: it does not begin like one", ErrModel)
	}
	line, err := readLine(br)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	if err := json.Unmarshal(line, &m.Header); err != nil {
		return nil, fmt.Errorf("%w: damaged header: %w", ErrModel, err)
	}
	task, err := m.check()
	if err != nil {
		return nil, err
	}
	m.w = &weights{task: task, bits: m.Bits, brief: m.Brief, sure: m.Sureness, temperatures: m.Temperatures, own: m.Own, names: m.Names, scale: m.Scale, dense: make([]float32, m.Structural*len(m.Labels))}
	size := 4 * len(m.w.dense)
	if m.Bits > 0 {
		m.w.hashed = make([]row, 1<<m.Bits+buckets(m.Brief))
		size += maxClasses * len(m.w.hashed)
	}
	if m.Sample {
		size += 1 << m.Bits
	}
	perWord := 4 + int(slots)*maxPlaced
	size += m.Words * perWord
	z, err := gzip.NewReader(br)
	if err != nil {
		return nil, fmt.Errorf("%w: damaged weights: %w", ErrModel, err)
	}
	body, err := io.ReadAll(io.LimitReader(z, int64(size)+1))
	if err != nil || len(body) != size {
		return nil, fmt.Errorf("%w: %d bytes of weights, want %d", ErrModel, len(body), size)
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != m.SHA256 {
		return nil, fmt.Errorf("%w: the weights do not match their checksum", ErrModel)
	}
	for i := range m.w.dense {
		m.w.dense[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
		if x := float64(m.w.dense[i]); math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("%w: weight %d is not a number", ErrModel, i)
		}
	}
	body = body[4*len(m.w.dense):]
	for i := range m.w.hashed {
		for c := range maxClasses {
			m.w.hashed[i][c] = weight(body[i*maxClasses+c])
		}
	}
	body = body[maxClasses*len(m.w.hashed):]
	if m.Sample {
		m.w.rarity, body = body[:1<<m.Bits], body[1<<m.Bits:]
	}
	if m.Words > 0 {
		m.w.places = readPlaces(body, m.Words, m.WordScales)
	}
	return m, nil
}

func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	for len(line) < maxHeader {
		c, err := br.ReadByte()
		if err != nil {
			return nil, fmt.Errorf("%w: it ends in the header", ErrModel)
		}
		if c == '\n' {
			return line, nil
		}
		line = append(line, c)
	}
	return nil, fmt.Errorf("%w: the header is too long", ErrModel)
}

// check compares the header with what this program computes.
func (m *Model) check() (Task, error) {
	for _, t := range []Task{TargetStance, ReplyStance} {
		if m.Task != t.String() {
			continue
		}
		switch {
		case m.Version != modelVersion:
			return t, fmt.Errorf("%w: version %d, this program reads %d: train it again", ErrModel, m.Version, modelVersion)
		case !slices.Equal(m.Labels, t.Classes()):
			return t, fmt.Errorf("%w: labels %v, want %v", ErrModel, m.Labels, t.Classes())
		case m.Structural != t.Structural():
			return t, fmt.Errorf("%w: made by another version of this program (%d structural features, want %d): train it again", ErrModel, m.Structural, t.Structural())
		case m.Sureness != nil && (t != ReplyStance || len(m.Sureness) != Calibrations || !finite(m.Sureness)):
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		case m.Sample && m.Bits == 0:
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		case len(m.Temperatures) > 0 && (len(m.Temperatures) != int(Situations) || t != TargetStance || slices.Min(m.Temperatures) < 0.1):
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		case m.Words < 0 || m.Words > maxWords || m.Words > 0 && (len(m.WordScales) != int(slots) || t != TargetStance || m.Bits == 0 || m.Sample):
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		case m.Brief > maxBits || m.Brief > 0 && (m.Bits == 0 || m.Sample || t != TargetStance):
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		case m.Bits > maxBits || math.IsNaN(float64(m.Scale)) || math.IsInf(float64(m.Scale), 0):
			return t, fmt.Errorf("%w: damaged header", ErrModel)
		}
		return t, nil
	}
	return 0, fmt.Errorf("%w: made for the task %q", ErrModel, m.Task)
}

func finite(xs []float32) bool {
	for _, x := range xs {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return false
		}
	}
	return true
}

// Calibrated sets what the scores of each kind of reply are multiplied by.
func (m *Model) Calibrated(sureness []float32) { m.Sureness, m.w.sure = sureness, sureness }
