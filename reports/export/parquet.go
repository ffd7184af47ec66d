package export

import (
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// parquetWriter writes rows with the same columns, in the same order, as the
// other encodings. The row type is rebuilt flat, since parquet-go takes column
// names from tags of its own.
type parquetWriter[T any] struct {
	w       *parquet.GenericWriter[any]
	columns []column
	flat    reflect.Type
}

func newParquet[T any](w io.Writer) *parquetWriter[T] {
	cols := columns[T]()
	row := reflect.TypeFor[T]()
	fields := make([]reflect.StructField, len(cols))
	for i, c := range cols {
		f := row.FieldByIndex(c.index)
		tag := c.name
		if f.Type.Kind() == reflect.Pointer {
			tag += ",optional"
		}
		fields[i] = reflect.StructField{Name: f.Name, Type: f.Type, Tag: reflect.StructTag(fmt.Sprintf(`parquet:%q`, tag))}
	}
	flat := reflect.StructOf(fields)
	schema := parquet.SchemaOf(reflect.New(flat).Interface())
	return &parquetWriter[T]{
		w:       parquet.NewGenericWriter[any](w, schema, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("undertone", "", "")),
		columns: cols, flat: flat,
	}
}

func (p *parquetWriter[T]) Write(rows []T) error {
	out := make([]any, len(rows))
	for i := range rows {
		from := reflect.ValueOf(&rows[i]).Elem()
		to := reflect.New(p.flat)
		for j, c := range p.columns {
			to.Elem().Field(j).Set(from.FieldByIndex(c.index))
		}
		out[i] = to.Interface()
	}
	_, err := p.w.Write(out)
	return err
}

func (p *parquetWriter[T]) Close() error { return p.w.Close() }
