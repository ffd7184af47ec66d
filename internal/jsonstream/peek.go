package jsonstream

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/undertone-project/undertone/analysis/format"
)

// Peek gives the beginning of src, at most format.HeadSize bytes, and a source
// that still begins there.
func Peek(src format.Source) ([]byte, format.Source, error) {
	r := bufio.NewReaderSize(src.Reader, format.HeadSize)
	head, err := r.Peek(format.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, src, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	src.Reader = r
	return head, src, nil
}
