// Package htmlpage reads saved web pages: the post and the comments under it,
// with authors, times and parents as far as the markup tells them.
//
// Where comments are is found by a table of platforms (package platform) or,
// on pages of unknown make, by a general reader (package general); what each
// says is read the same way for both (package unit); package pageinfo reads
// the post. The audit says which reader was used, what was left out, and where
// the page itself claims another number of comments.
package htmlpage

import (
	"context"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/general"
)

// Reader reads saved pages. The zero value is ready to use.
type Reader struct {
	// NoPlatforms leaves the table of platforms out, so that every page is read
	// by the general reader. For measuring.
	NoPlatforms bool
	// Without names entries of the table that are passed over. For measuring.
	Without []string
	// Weights stand in for the general reader's own, where not nil. For
	// training.
	Weights *general.Weights
	// Limits bound the cost of a page.
	Limits dom.Limits
}

var _ format.Format = Reader{}

// New returns the reader with its default limits.
func New() format.Format { return Reader{} }

// Name implements format.Format.
func (Reader) Name() string { return "html" }

// Describe implements format.Format.
func (Reader) Describe() string {
	return "saved web page: blog or news article with comments, forum topic, discussion"
}

// Read implements format.Format. The post comes first, then the comments in
// page order.
func (r Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		records, err := r.page(ctx, src)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		for _, rec := range records {
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// limits are the reader's own, and those of the source where it has none.
func (r Reader) limits(src format.Source) dom.Limits {
	l := r.Limits
	if l.Bytes <= 0 {
		l.Bytes = src.PageLimit()
	}
	if l.Elements <= 0 {
		l.Elements = src.MaxElements
	}
	return l
}
