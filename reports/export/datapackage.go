package export

import (
	"encoding/json"
	"io"
	"reflect"
)

// Resource describes one table of a data package.
type Resource struct {
	Name, Path, Title string
	fields            []field
	key               []string
	foreign           []foreignKey
}

// foreignKey says that columns hold the key of a row of another table.
type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// PointsTo says that the named columns, under the same names, are the key of
// the table described by the resource called other.
func (r Resource) PointsTo(other string, columns ...string) Resource {
	r.foreign = append(r.foreign[:len(r.foreign):len(r.foreign)], foreignKey{columns, reference{other, columns}})
	return r
}

type field struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

// NewResource describes the table at path whose rows are T; key names the
// columns that identify a row.
func NewResource[T any](name, path, title string, key ...string) Resource {
	r := Resource{Name: name, Path: path, Title: title, key: key}
	for _, c := range columns[T]() {
		r.fields = append(r.fields, field{Name: c.name, Type: frictionless(c.kind), Description: c.doc})
	}
	return r
}

func frictionless(k reflect.Kind) string {
	switch k {
	case reflect.Int:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Bool:
		return "boolean"
	}
	return "string"
}

// WriteDataPackage writes a Frictionless Data Package descriptor
// (https://specs.frictionlessdata.io/data-package/) of CSV tables.
func WriteDataPackage(w io.Writer, name, title string, resources []Resource) error {
	type schema struct {
		Fields        []field      `json:"fields"`
		MissingValues []string     `json:"missingValues"`
		PrimaryKey    []string     `json:"primaryKey,omitempty"`
		ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
	}
	type resource struct {
		Name      string         `json:"name"`
		Path      string         `json:"path"`
		Title     string         `json:"title"`
		Profile   string         `json:"profile"`
		Format    string         `json:"format"`
		MediaType string         `json:"mediatype"`
		Encoding  string         `json:"encoding"`
		Dialect   map[string]any `json:"dialect"`
		Schema    schema         `json:"schema"`
	}
	pkg := struct {
		Profile   string     `json:"profile"`
		Name      string     `json:"name"`
		Title     string     `json:"title"`
		Resources []resource `json:"resources"`
	}{Profile: "tabular-data-package", Name: name, Title: title}
	for _, r := range resources {
		pkg.Resources = append(pkg.Resources, resource{
			Name: r.Name, Path: r.Path, Title: r.Title, Profile: "tabular-data-resource", Format: "csv", MediaType: "text/csv",
			Encoding: "utf-8", Dialect: map[string]any{"delimiter": ",", "lineTerminator": "\n"},
			Schema: schema{r.fields, []string{""}, r.key, r.foreign},
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(pkg)
}
