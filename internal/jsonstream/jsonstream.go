// Package jsonstream reads JSON exports and API dumps of any length with
// bounded memory. The readers of such formats share it.
//
// There are two ways in. [Objects] yields the objects of a dump one by one,
// whether it is JSON lines, one array, or objects one after the other;
// [Decoder] walks a document by its keys, for trees that are too deep or too
// large to be held as they are. Neither holds more than one value of at most
// the caller's limit, and neither panics on bad input.
package jsonstream

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"

	"github.com/goccy/go-json"
)

// MaxDepth is how deep values may nest. Reply trees use four levels a reply.
const MaxDepth = 8192

var (
	// ErrTooLong says that one value or line exceeds the limit.
	ErrTooLong = errors.New("longer than the limit on one record")
	// ErrTooDeep says that values nest deeper than MaxDepth.
	ErrTooDeep = fmt.Errorf("nested more than %d levels deep", MaxDepth)
	errNoValue = errors.New("not an object")
)

// flatDepth is the nesting up to which the fast decoder is used; it recurses.
const flatDepth = 256

// Unmarshal decodes raw, one complete JSON value, into v. It uses the fast
// decoder and falls back on the standard library's, both for its error
// messages and where the fast one gives up.
func Unmarshal(raw []byte, v any) error {
	depth := nesting(raw)
	if depth > MaxDepth {
		return ErrTooDeep
	}
	if depth <= flatDepth && fast(raw, v) == nil {
		return nil
	}
	return plain(stdjson.Unmarshal(raw, v))
}

// plain says in the words of JSON what was found where something else belongs.
func plain(err error) error {
	var shape *stdjson.UnmarshalTypeError
	if !errors.As(err, &shape) {
		return err
	}
	if shape.Field != "" {
		return fmt.Errorf("%q holds a JSON %s that does not belong there", shape.Field, shape.Value)
	}
	return fmt.Errorf("a JSON %s where an object belongs", shape.Value)
}

func fast(raw []byte, v any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoding: %v", r)
		}
	}()
	return json.Unmarshal(raw, v)
}

// nesting is an upper bound on the depth of raw: brackets within strings
// count, which costs speed at worst.
func nesting(raw []byte) int {
	if n := bytes.Count(raw, []byte{'{'}) + bytes.Count(raw, []byte{'['}); n <= flatDepth {
		return n
	}
	depth, most := 0, 0
	inString := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString:
			if c == '\\' {
				i++
			} else if c == '"' {
				inString = false
			}
		case c == '"':
			inString = true
		case c == '{' || c == '[':
			depth++
			most = max(most, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return most
}
