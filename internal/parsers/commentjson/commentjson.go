// Package commentjson reads the JSON exports of comment servers that blogs run
// themselves: Commento, Remark42 and Isso. It is three formats.
//
// None of them holds the articles: a thread is the address of a page, and the
// post has its title where the export gives one.
package commentjson

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// heldRecords bounds what is held of one page, or of a Commento export, in
// multiples of the limit on one record.
const heldRecords = 16

// bounded says when a stretch of a document that is held is too long.
type bounded struct {
	d     *jsonstream.Decoder
	begun int64
	limit int64
}

func newBounded(d *jsonstream.Decoder, src format.Source) bounded {
	return bounded{d: d, begun: d.Offset(), limit: heldRecords * int64(src.RecordLimit())}
}

func (b *bounded) check(what string) error {
	if b.d.Offset()-b.begun > b.limit {
		return fmt.Errorf("%s is %w (times %d)", what, jsonstream.ErrTooLong, heldRecords)
	}
	return nil
}

// stated sets the author where there is one.
func stated(rec *format.Record, author string) {
	if rec.Author = author; author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
}
