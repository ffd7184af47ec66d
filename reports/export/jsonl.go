package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonWriter writes JSON lines, byte for byte as encoding/json does without
// escaping HTML, at several times its speed: the fields of a row type are found
// once, not for every row.
type jsonWriter[T any] struct {
	b      *bufio.Writer
	fields []jsonField
	line   []byte
}

// jsonField is a field of a row type, those of embedded structs included.
type jsonField struct {
	key       string // with quotes and colon
	index     []int
	omitEmpty bool
}

func newJSON[T any](w io.Writer) *jsonWriter[T] {
	j := &jsonWriter[T]{b: bufio.NewWriterSize(w, 64<<10)}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		j.fields = append(j.fields, jsonField{string(appendJSON(nil, name)) + ":", f.Index, strings.Contains(options, "omitempty")})
	}
	return j
}

// Write writes a line for each row and hands them on, so that whoever reads
// the output sees a thread as soon as it is known.
func (j *jsonWriter[T]) Write(rows []T) error {
	for i := range rows {
		if err := j.row(reflect.ValueOf(&rows[i]).Elem()); err != nil {
			return err
		}
		if _, err := j.b.Write(j.line); err != nil {
			return err
		}
	}
	return j.b.Flush()
}

func (j *jsonWriter[T]) Close() error { return j.b.Flush() }

// row makes the line of one row.
func (j *jsonWriter[T]) row(row reflect.Value) error {
	b := append(j.line[:0], '{')
	for _, f := range j.fields {
		v := row.FieldByIndex(f.index)
		if f.omitEmpty && (v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0) {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		var err error
		if b, err = appendValue(append(b, f.key...), v); err != nil {
			return fmt.Errorf("field %s %w", f.key, err)
		}
	}
	j.line = append(b, '}', '\n')
	return nil
}

// appendValue writes the kinds of value that tables hold, and leaves the others
// to encoding/json.
func appendValue(b []byte, v reflect.Value) ([]byte, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return append(b, "null"...), nil
	}
	inner := reflect.Indirect(v)
	switch inner.Kind() {
	case reflect.String:
		return appendJSON(b, inner.String()), nil
	case reflect.Int, reflect.Int64:
		return strconv.AppendInt(b, inner.Int(), 10), nil
	case reflect.Bool:
		return strconv.AppendBool(b, inner.Bool()), nil
	case reflect.Float64:
		if x := inner.Float(); x == 0 || math.Abs(x) >= 1e-6 && math.Abs(x) < 1e21 {
			return strconv.AppendFloat(b, x, 'f', -1, 64), nil
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(v.Interface())
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...), err
}

const hexDigits = "0123456789abcdef"

// appendJSON appends s as a JSON string. What is not UTF-8 becomes U+FFFD, and
// the two line ends that JavaScript does not allow in strings are escaped.
func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = appendEscape(append(b, s[from:i]...), c)
			i++
			from = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[from:i]...), `\ufffd`...)
			from = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xf])
			from = i + size
		}
		i += size
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
}
