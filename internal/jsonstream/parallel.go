package jsonstream

import (
	"context"
	"errors"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/ordered"
)

const (
	// batchSize is how many bytes of objects are read in one go, and
	// batchesSize how many are under way, a longer record apart.
	batchSize   = 128 << 10
	batchesSize = 2 << 20
)

// batch is some objects one after the other, and what became of them.
type batch struct {
	data    []byte
	objects []span
	out     []result
}

// span is an object in a batch, or the fault in its place.
type span struct {
	Object
	start, end int
	err        error
}

type result struct {
	rec format.Record
	err error
}

// EachAlone is Each for a read that keeps nothing from one object to the next:
// objects are read on all cores at once, and passed on in their order. What
// read returns must not be part of the object.
func EachAlone(ctx context.Context, src format.Source, read func(Object, *Out) error) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		do := func(b *batch) *batch { b.read(src, read); return b }
		for b := range ordered.Map(batches(ctx, src), func(b *batch) int { return len(b.data) }, batchesSize, do) {
			for i := range b.out {
				if !yield(b.out[i].rec, b.out[i].err) {
					return
				}
			}
		}
	}
}

// batches copies the objects of src together.
func batches(ctx context.Context, src format.Source) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		b := &batch{}
		for o, err := range Objects(ctx, src) {
			s := span{Object: o, start: len(b.data), err: err}
			b.data = append(b.data, o.Raw...)
			s.Raw, s.end = nil, len(b.data)
			b.objects = append(b.objects, s)
			if len(b.data) >= batchSize || len(b.objects) >= 1000 {
				if !yield(b) {
					return
				}
				b = &batch{data: make([]byte, 0, batchSize+batchSize/8)}
			}
		}
		if len(b.objects) > 0 {
			yield(b)
		}
	}
}

// read reads the objects.
func (b *batch) read(src format.Source, read func(Object, *Out) error) {
	b.out = make([]result, 0, len(b.objects))
	out := &Out{Src: src, yield: func(rec format.Record, err error) bool {
		b.out = append(b.out, result{rec, err})
		return true
	}}
	for _, s := range b.objects {
		if s.err != nil {
			b.out = append(b.out, result{err: s.err})
			continue
		}
		s.Raw = b.data[s.start:s.end]
		if err := read(s.Object, out); err != nil && !errors.Is(err, errStop) {
			b.out = append(b.out, result{err: s.Bad(src, err)})
		}
	}
	b.data, b.objects = nil, nil
}
