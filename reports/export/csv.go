package export

import (
	"encoding/csv"
	"io"
	"reflect"
	"strconv"

	"github.com/undertone-project/undertone/internal/formula"
)

// byteOrderMark begins a CSV file for spreadsheet programs.
const byteOrderMark = "\ufeff"

type csvWriter[T any] struct {
	w       *csv.Writer
	columns []column
	cells   []string
	guard   bool
}

func newCSV[T any](w io.Writer, style Style) (*csvWriter[T], error) {
	if style.Excel {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return nil, err
		}
	}
	c := &csvWriter[T]{w: csv.NewWriter(w), columns: columns[T](), guard: !style.KeepFormulas}
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
			s := cell(v.FieldByIndex(col.index))
			if c.guard && col.kind == reflect.String {
				s = formula.Guard(s)
			}
			c.cells[j] = s
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
