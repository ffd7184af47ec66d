package reports_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// descriptor is a data package as far as the rules checked here go.
type descriptor struct {
	Profile, Name string
	Resources     []struct {
		Name, Path, Profile, Format, Mediatype, Encoding string
		Schema                                           struct {
			Fields        []struct{ Name, Type string }
			MissingValues []string
			PrimaryKey    []string
			ForeignKeys   []struct {
				Fields    []string
				Reference struct {
					Resource string
					Fields   []string
				}
			}
		}
	}
}

var packageName = regexp.MustCompile(`^[-a-z0-9._/]+$`)

// The descriptor keeps the Frictionless rules (Data Package, Tabular Data
// Resource and Table Schema, version 1), and the tables keep the descriptor:
// every cell is of its column's type, keys are unique and point somewhere.
func TestDataPackage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write(t, results(t, discussion(60)), dir)
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var pkg descriptor
	if err := json.Unmarshal(data, &pkg); err != nil {
		t.Fatal(err)
	}
	if pkg.Profile != "tabular-data-package" || !packageName.MatchString(pkg.Name) || len(pkg.Resources) < 5 {
		t.Fatalf("profile %q, name %q, %d resources", pkg.Profile, pkg.Name, len(pkg.Resources))
	}
	rows := map[string][][]string{}
	for _, r := range pkg.Resources {
		if !packageName.MatchString(r.Name) || rows[r.Name] != nil {
			t.Errorf("resource name %q is not valid, or not unique", r.Name)
		}
		if filepath.IsAbs(r.Path) || strings.Contains(r.Path, "..") || r.Profile != "tabular-data-resource" || r.Format != "csv" || r.Mediatype != "text/csv" || r.Encoding != "utf-8" {
			t.Errorf("resource %s: %+v", r.Name, r)
		}
		rows[r.Name] = table(t, filepath.Join(dir, r.Path))
	}
	on, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(on) != len(pkg.Resources) {
		t.Errorf("%d tables written, %d described", len(on), len(pkg.Resources))
	}
	for _, r := range pkg.Resources {
		all := rows[r.Name]
		for c, f := range r.Schema.Fields {
			if all[0][c] != f.Name {
				t.Fatalf("%s: column %d is %q, described as %q", r.Name, c+1, all[0][c], f.Name)
			}
			for i, row := range all[1:] {
				if !slices.Contains(r.Schema.MissingValues, row[c]) && !ofType(f.Type, row[c]) {
					t.Errorf("%s, row %d: %s holds %q, which is no %s", r.Name, i+1, f.Name, row[c], f.Type)
				}
			}
		}
		if len(r.Schema.PrimaryKey) > 0 {
			unique(t, r.Path, all, r.Schema.PrimaryKey)
		}
		for _, key := range r.Schema.ForeignKeys {
			there := map[string]bool{}
			for _, row := range rows[key.Reference.Resource] {
				there[keyOf(rows[key.Reference.Resource][0], row, key.Reference.Fields)] = true
			}
			for i, row := range all {
				if k := keyOf(all[0], row, key.Fields); !there[k] {
					t.Errorf("%s, row %d: %q is not in %s", r.Name, i, k, key.Reference.Resource)
				}
			}
		}
	}
	if len(rows["stances"]) < 2 || len(rows["timeline"]) < 2 {
		t.Error("the tables that the keys are checked on are empty")
	}
}

// keyOf joins the cells of a row under the named columns.
func keyOf(header, row, columns []string) string {
	var cells []string
	for _, c := range columns {
		cells = append(cells, row[slices.Index(header, c)])
	}
	return strings.Join(cells, "\x00")
}

// ofType reports whether a cell is a value of a Table Schema type.
func ofType(kind, cell string) bool {
	switch kind {
	case "integer":
		_, err := strconv.Atoi(cell)
		return err == nil
	case "number":
		v, err := strconv.ParseFloat(cell, 64)
		return err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
	case "boolean":
		return cell == "true" || cell == "false"
	}
	return kind == "string"
}
