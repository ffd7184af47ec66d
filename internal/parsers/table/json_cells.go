package table

import (
	"maps"
	"regexp"
	"slices"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/markup"
)

// folded is an object by the folded spelling of its keys.
func folded(object map[string]any) map[string]any {
	out := make(map[string]any, len(object))
	for _, k := range slices.Sorted(maps.Keys(object)) {
		if _, twice := out[key(k)]; !twice || key(k) == k {
			out[key(k)] = object[k]
		}
	}
	return out
}

// record reads the fields of an object.
func (r *jsonReader) record(object, fields map[string]any) format.Record {
	rec := r.rows.record(func(c string) (string, bool) { return r.cell(fields, c) }, thread.Lines{})
	rec.Kept = keptValues(object, r.out.Src.Keep)
	if html.MatchString(rec.Text) {
		text, quoted := markup.Broken(rec.Text)
		if rec.Text = text; rec.Quoted == "" {
			rec.Quoted = quoted
		}
	}
	return rec
}

var html = regexp.MustCompile(`(?i)<(?:p|br|a|div|blockquote|span|strong|em|i|b|ul)(?:\s[^<>]*)?/?>`)

// listed reports whether a key is there for a list, be it empty, and not for a
// count.
func listed(fields map[string]any, key string) bool {
	v, ok := fields[key]
	if !ok {
		return false
	}
	switch v := v.(type) {
	case nil, []any, map[string]any:
		return true
	case string:
		return v == ""
	}
	return false
}

// hasList reports whether one of the keys holds objects.
func hasList(fields map[string]any, keys ...string) bool {
	for _, k := range keys {
		switch list := fields[k].(type) {
		case []any:
			for _, e := range list {
				if _, ok := e.(map[string]any); ok {
					return true
				}
			}
		case map[string]any:
			for _, e := range list {
				if _, ok := e.(map[string]any); ok {
					return true
				}
			}
		}
	}
	return false
}

// cell is the value of a column.
func (r *jsonReader) cell(object map[string]any, column string) (string, bool) {
	candidates := names(column)
	if m, ok := r.mapping[column]; ok {
		candidates = []string{key(m)}
	}
	for _, name := range candidates {
		v, present := object[name]
		if !present {
			continue
		}
		if inner, ok := v.(map[string]any); ok {
			v = nil
			for _, n := range nested[column] {
				if inner[n] != nil {
					v = inner[n]
					break
				}
			}
			if v == nil {
				continue
			}
		}
		if _, isList := v.([]any); isList {
			continue
		}
		return text(v), true
	}
	return "", false
}
