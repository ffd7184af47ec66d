package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Writer writes rows of one table.
type Writer[T any] interface {
	Write(rows []T) error
	// Close completes the table; without it the output is not valid.
	Close() error
}

// Encodings lists what NewWriter writes.
func Encodings() []string { return []string{"csv", "jsonl", "parquet"} }

// NewWriter writes a table to w in the named encoding.
func NewWriter[T any](w io.Writer, encoding string) (Writer[T], error) {
	switch encoding {
	case "csv":
		return newCSV[T](w)
	case "jsonl":
		b := bufio.NewWriter(w)
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		return &jsonWriter[T]{b, e}, nil
	case "parquet":
		return newParquet[T](w), nil
	}
	return nil, fmt.Errorf("no encoding is called %q", encoding)
}

// column is one field of a row type, embedded structs flattened.
type column struct {
	name, doc string
	index     []int
	kind      reflect.Kind
}

// columns lists the columns of a row type in order.
func columns[T any]() []column {
	var out []column
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if f.Anonymous || f.Tag.Get("csv") == "-" {
			continue
		}
		kind := f.Type.Kind()
		if kind == reflect.Pointer {
			kind = f.Type.Elem().Kind()
		}
		out = append(out, column{f.Tag.Get("json"), f.Tag.Get("doc"), f.Index, kind})
	}
	return out
}

type csvWriter[T any] struct {
	w       *csv.Writer
	columns []column
	cells   []string
}

func newCSV[T any](w io.Writer) (*csvWriter[T], error) {
	c := &csvWriter[T]{w: csv.NewWriter(w), columns: columns[T]()}
	c.cells = make([]string, len(c.columns))
	for i, col := range c.columns {
		c.cells[i] = col.name
	}
	return c, c.w.Write(c.cells)
}

func (c *csvWriter[T]) Write(rows []T) error {
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		for j, col := range c.columns {
			c.cells[j] = cell(v.FieldByIndex(col.index))
		}
		if err := c.w.Write(c.cells); err != nil {
			return err
		}
	}
	return nil
}

func (c *csvWriter[T]) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// cell writes a value; an unknown one is empty.
func cell(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	}
	return v.String()
}

type jsonWriter[T any] struct {
	b *bufio.Writer
	e *json.Encoder
}

func (j *jsonWriter[T]) Write(rows []T) error {
	for i := range rows {
		if err := j.e.Encode(&rows[i]); err != nil {
			return err
		}
	}
	return j.b.Flush()
}

func (j *jsonWriter[T]) Close() error { return j.b.Flush() }

// evidence is the JSON of a stance's evidence, with the words themselves.
func evidence(text string, list []thread.Evidence) string {
	type item struct {
		Rule   string  `json:"rule"`
		Start  int     `json:"start"`
		End    int     `json:"end"`
		Words  string  `json:"words"`
		Weight float64 `json:"weight"`
	}
	items := make([]item, len(list))
	for i, e := range list {
		items[i] = item{e.Rule, e.Span.Start, e.Span.End, e.Span.In(text), round(e.Weight)}
	}
	b, err := json.Marshal(items)
	if err != nil { // NaN weights would be a fault of an engine
		return "[]"
	}
	return string(b)
}
