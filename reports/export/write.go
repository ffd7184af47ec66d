package export

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"

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

// Style says how tables are written. The zero value is guarded CSV.
type Style struct {
	Encoding string // one of Encodings; empty for csv
	// Excel puts a byte order mark before CSV, without which spreadsheet
	// programs take the text for another encoding than UTF-8.
	Excel bool
	// KeepFormulas leaves CSV cells that begin like a formula as they are.
	// Otherwise an apostrophe is put before them; JSON lines and Parquet carry
	// every text as it is.
	KeepFormulas bool
}

// NewWriter writes a table to w.
func NewWriter[T any](w io.Writer, style Style) (Writer[T], error) {
	switch style.Encoding {
	case "", "csv":
		return newCSV[T](w, style)
	case "jsonl":
		return newJSON[T](w), nil
	case "parquet":
		return newParquet[T](w), nil
	}
	return nil, fmt.Errorf("no encoding is called %q", style.Encoding)
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
