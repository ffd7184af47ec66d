package table

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/textenc"
)

// JSONLines reads tables with one JSON object a line.
type JSONLines struct{}

var _ format.Format = JSONLines{}

// Name is the name used with --format.
func (JSONLines) Name() string { return "jsonl" }

// Describe says what the format is.
func (JSONLines) Describe() string { return "JSON lines, one comment an object, with the same keys" }

// Match looks for a first line that is an object with a text key.
func (JSONLines) Match(p format.Probe) format.Match {
	byName := slices.Contains([]string{".jsonl", ".ndjson"}, strings.ToLower(path.Ext(p.Name)))
	head := bytes.TrimLeft(bytes.TrimPrefix(p.Head, []byte("\ufeff")), " \t\r\n")
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if object, err := decode(line); err == nil && hasText(keys(object)) {
		score := 60
		if byName {
			score = 90
		}
		return format.Match{Score: score, Reason: "a JSON object with a text key on the first line"}
	}
	if byName && bytes.HasPrefix(head, []byte("{")) {
		return format.Match{Score: 50, Reason: "file name ends in " + path.Ext(p.Name)}
	}
	return format.Match{}
}

func keys(object map[string]any) []string {
	out := make([]string, 0, len(object))
	for k := range object {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func decode(line []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one value on the line")
	}
	return object, nil
}

// Read yields a record for each line. A line that cannot be read is a
// *format.SyntaxError and is skipped.
func (j JSONLines) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		if err := j.read(ctx, src, yield); err != nil {
			yield(format.Record{}, err)
		}
	}
}

func (JSONLines) read(ctx context.Context, src format.Source, yield func(format.Record, error) bool) error {
	decoded, _, err := textenc.NewReader(src.Reader)
	if err != nil {
		return fmt.Errorf("reading %s: %w", src.Name, err)
	}
	lines := bufio.NewScanner(decoded)
	lines.Buffer(make([]byte, 64<<10), src.RecordLimit())
	var mapped map[string]string
	mapping, table := lower(src.Columns), newRows(src)
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		object, err := decode(line)
		if err == nil && mapped == nil {
			// The first object decides which keys carry what.
			if mapped, err = resolve(keys(object), mapping); err != nil {
				return fmt.Errorf("%s:%d: %w", src.Name, n, err)
			}
		}
		var rec format.Record
		if err == nil {
			rec = table.record(objectRow(object, mapped), thread.Lines{Start: n, End: n})
			rec.Kept = keptValues(object, src.Keep)
		}
		if err != nil {
			err = &format.SyntaxError{Source: src.Name, Line: n, Err: err}
		}
		if !yield(rec, err) {
			return nil
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("%s: a line is longer than %d MiB", src.Name, src.RecordLimit()>>20)
	}
	if lines.Err() != nil {
		return fmt.Errorf("reading %s: %w", src.Name, lines.Err())
	}
	return nil
}

func lower(m map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range m {
		out[strings.ToLower(k)] = v
	}
	return out
}

// objectRow reads cells from an object; later objects may lack keys.
func objectRow(object map[string]any, mapped map[string]string) row {
	return func(c string) (string, bool) {
		name, ok := mapped[c]
		if !ok {
			// A key that the first object lacked may still have its plain name.
			name = c
		}
		v, present := object[name]
		return text(v), ok || present
	}
}

// text is a scalar as text, "" for all else.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
