package export

import "reflect"

// Sheet is a table as text, for people to read.
type Sheet struct {
	Columns []SheetColumn
	Rows    [][]string // an unknown value is empty
}

// SheetColumn describes a column of a Sheet.
type SheetColumn struct {
	Name, Doc string
	Number    bool
}

// NewSheet gives the rows as text. Columns without any value are left out.
func NewSheet[T any](rows []T) Sheet {
	var used []column
	for _, c := range columns[T]() {
		for i := range rows {
			if cell(reflect.ValueOf(&rows[i]).Elem().FieldByIndex(c.index)) != "" {
				used = append(used, c)
				break
			}
		}
	}
	var s Sheet
	for _, c := range used {
		number := c.kind == reflect.Int || c.kind == reflect.Float64
		s.Columns = append(s.Columns, SheetColumn{c.name, c.doc, number})
	}
	for i := range rows {
		cells := make([]string, len(used))
		for j, c := range used {
			cells[j] = cell(reflect.ValueOf(&rows[i]).Elem().FieldByIndex(c.index))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}
