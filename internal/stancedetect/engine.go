package stancedetect

import (
	"bytes"
	_ "embed" // the models
	"fmt"
	"sync"
)

//go:embed model/target.model
var targetModel []byte

//go:embed model/reply.model
var replyModel []byte

// DefaultName is the name of the engine with the trained models that come with the
// program.
const DefaultName = "default"

var defaultModels = sync.OnceValues(func() (models, error) {
	t, err := readModel(bytes.NewReader(targetModel))
	if err != nil {
		return models{}, fmt.Errorf("embedded target model: %w", err)
	}
	r, err := readModel(bytes.NewReader(replyModel))
	if err != nil {
		return models{}, fmt.Errorf("embedded reply model: %w", err)
	}
	return models{t.w, r.w, [2]string{t.SHA256, r.SHA256}}, nil
})

// Default returns the engine with the trained models that come with the
// program, loaded on first use.
func Default() (*Detector, error) {
	m, err := defaultModels()
	if err != nil {
		return nil, err
	}
	return newDetector(DefaultName, m.target, m.reply), nil
}

// With returns an engine that uses the models given, such as those trained on
// the user's own coded sample; a nil model means the one that comes with the
// program.
func With(name string, target, reply *Model) (*Detector, error) {
	d, err := Default()
	if err != nil {
		return nil, err
	}
	d.name = name
	for _, m := range []*Model{target, reply} {
		switch {
		case m == nil:
		case m.w.task == ReplyStance && m == reply:
			d.reply = m.w
		case m.w.task == TargetStance && m == target:
			d.target = m.w
		default:
			return nil, fmt.Errorf("%w: it is for %s", ErrModel, m.Task)
		}
	}
	return d, nil
}

// Only returns an engine of the models given, for measuring them; the task of
// a nil model must not be asked of it.
func Only(target, reply *Model) *Detector {
	d := newDetector("model", nil, nil)
	if target != nil {
		d.target = target.w
	}
	if reply != nil {
		d.reply = reply.w
	}
	return d
}
