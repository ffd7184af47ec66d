package reddit

import (
	"errors"
	"fmt"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// heldRecords bounds the bytes of one top-level comment with all its replies,
// which are held together, in multiples of the limit on one record.
const heldRecords = 16

// walker goes through one document.
type walker struct {
	d       *jsonstream.Decoder
	out     *jsonstream.Out
	post    string // the submission last seen
	begun   int64  // where the tree being held begins
	missing int    // comments that "more" stubs stand for
	stubs   int
}

func readTree(d *jsonstream.Decoder, out *jsonstream.Out) error {
	w := &walker{d: d, out: out}
	it, err := w.item(false)
	if err == nil {
		err = w.found(it)
	}
	if w.stubs > 0 {
		out.Src.Report(format.Note{Role: "stated", Text: fmt.Sprintf("%d \"more\" stubs", w.stubs),
			Reason: fmt.Sprintf("at least %d comments are not in the file", w.missing)})
	}
	return err
}

// item reads a thing or a list of things. Things that are not within the
// replies of another are given out as soon as they are read.
func (w *walker) item(nested bool) (*item, error) {
	if !nested {
		w.begun = w.d.Offset()
	} else if w.d.Offset()-w.begun > heldRecords*int64(w.out.Src.RecordLimit()) {
		return &item{}, fmt.Errorf("a comment with its replies is %w (times %d)", jsonstream.ErrTooLong, heldRecords)
	}
	it := &item{}
	err := w.d.Next(jsonstream.Handler{
		Field:   func(key string) error { return w.field(it, key, nested) },
		Element: func(int) error { return w.child(it, nested) },
		Scalar:  func(jsonstream.Scalar) { it.scalar = true },
	})
	return it, err
}

func (w *walker) field(it *item, key string, nested bool) error {
	switch key {
	case "kind":
		var kind jsonstream.Scalar
		err := w.d.Scalar(&kind)
		if it.Kind == "" {
			it.Kind = kind.String()
		}
		return err
	case "data", "json", "children", "things":
		return w.d.Next(jsonstream.Handler{
			Field:   func(key string) error { return w.field(it, key, nested) },
			Element: func(int) error { return w.child(it, nested) },
		})
	case "replies":
		sub, err := w.item(true)
		it.replies = append(it.replies, sub.replies...)
		return err
	}
	if into := it.field(key); into != nil {
		return w.d.Scalar(into)
	}
	return w.d.Skip()
}

// child reads an element of a list.
func (w *walker) child(of *item, nested bool) error {
	it, err := w.item(nested)
	switch {
	case err != nil && (it.ID == "" || !it.hasBody):
		return err
	case it.scalar:
		of.ids++
		return nil
	case nested:
		if it.guessKind(); it.isThing() {
			of.replies = append(of.replies, it)
		}
		return err
	}
	// What a cut-off file holds is given out before the fault.
	return errors.Join(w.found(it), err)
}

func (it *item) isThing() bool {
	return it.Kind == kindComment || it.Kind == kindPost || it.Kind == kindMore
}

// found gives out a thing that stands on its own, its replies after it.
func (w *walker) found(it *item) error {
	it.guessKind()
	return w.emit(it, nil)
}

func (w *walker) emit(it, above *item) error {
	switch it.Kind {
	case kindMore:
		w.stubs++
		n, _ := it.Count.Int()
		w.missing += max(n, it.ids, 0)
		return nil
	case kindPost:
		rec := it.record("", nil)
		w.post = rec.ID
		return w.out.Record(rec)
	case kindComment:
		if it.ID == "" && !it.hasBody {
			return w.out.Bad(errNeither)
		}
		if err := w.out.Record(it.record(w.post, above)); err != nil {
			return err
		}
		for _, r := range it.replies {
			if err := w.emit(r, it); err != nil {
				return err
			}
		}
	}
	return nil
}
