package jsonstream

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

func objects(s string, limit int) (out []string) {
	for o, err := range Objects(context.Background(), format.Source{Name: "x", Reader: strings.NewReader(s), MaxRecord: limit}) {
		if err != nil {
			out = append(out, "error: "+err.Error())
			continue
		}
		out = append(out, string(o.Raw))
	}
	return out
}

func TestObjects(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 5000) + `"}`
	tests := []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"lines", "{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":3}", []string{`{"a":1}`, `{"a":2}`, `{"a":3}`}},
		{"a mark before the lines", "\ufeff{\"a\":1}\n{\"a\":2}\n", []string{`{"a":1}`, `{"a":2}`}},
		{"no object", "{\"a\":1}\n7\n{\"a\":2}\n", []string{`{"a":1}`, "error: x:2: not an object", `{"a":2}`}},
		{"a long line", "{\"a\":1}\n" + long + "\n{\"a\":2}\n", []string{`{"a":1}`, "error: x:2: longer than the limit on one record", `{"a":2}`}},
		{"array", `[{"a":1}, {"a":2}]`, []string{`{"a":1}`, `{"a":2}`}},
		{"array, no object", `[{"a":1}, 7, {"a":2}]`, []string{`{"a":1}`, "error: x: record 2: not an object", `{"a":2}`}},
		{"array, cut off", `[{"a":1}, {"a":`, []string{`{"a":1}`, "error: x: record 2: at byte 9: the JSON ends too early: the file is cut off"}},
		{"one after the other", "{\n\"a\":1}\n{\n\"a\":2\n}", []string{"{\n\"a\":1}", "{\n\"a\":2\n}"}},
		{"text behind", "[{\"a\":1}]]", []string{`{"a":1}`, "error: x: record 2: at byte 9: invalid character ']' looking for beginning of value"}},
		{"bad UTF-8 past the beginning", "{\"a\":1}\n" + strings.Repeat(" \n", format.HeadSize) + "{\"a\":\"\xff\"}\n", []string{`{"a":1}`, "{\"a\":\"\ufffd\"}"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, objects(tt.in, 1000)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := objects(`[`+long+`]`, 1000); len(got) != 1 || !strings.Contains(got[0], ErrTooLong.Error()) {
		t.Error("a long element:", got)
	}
}

// endless is an array whose only string never ends.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'x'
	}
	e.left -= len(p)
	return len(p), nil
}

func TestBoundedMemory(t *testing.T) {
	for _, start := range []string{`{"a":"`, "[\"", `{"a":1}` + "\n" + `{"a":"`} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		src := format.Source{Name: "x", Reader: io.MultiReader(strings.NewReader(start), &endless{256 << 20}), MaxRecord: 1 << 20}
		for range Objects(context.Background(), src) {
		}
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 32<<20 {
			t.Errorf("%q: %d MiB were allocated", start, got>>20)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, in := range []string{"{\"a\":1}\n{\"a\":2}\n", `[{"a":1}]`} {
		for _, err := range Objects(ctx, format.Source{Reader: strings.NewReader(in)}) {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%q: %v", in, err)
			}
		}
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("broken pipe")
	for _, in := range []string{"{\"a\":1}\n", `[{"a":1},`} {
		var last error
		for _, err := range Objects(context.Background(), format.Source{Name: "x", Reader: io.MultiReader(strings.NewReader(in), errReader{broken})}) {
			last = err
		}
		var bad *format.SyntaxError
		if !errors.Is(last, broken) || errors.As(last, &bad) {
			t.Errorf("%q: %v", in, last)
		}
	}
}

type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

func TestDeep(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth+10)
	if err := Unmarshal([]byte(deep+strings.Repeat("]", MaxDepth+10)), new(any)); !errors.Is(err, ErrTooDeep) {
		t.Error(err)
	}
	d := newDecoder(context.Background(), strings.NewReader(deep), 1<<20)
	if err := d.Skip(); !errors.Is(err, ErrTooDeep) {
		t.Error(err)
	}
}

func TestScalarTime(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	tests := []struct {
		in   Scalar
		loc  *time.Location
		utc  bool
		want string
		zone thread.ZoneSource
	}{
		{"1600000000", nil, false, "2020-09-13T12:26:40Z", thread.ZoneStated},
		{"1600000000.0", nil, false, "2020-09-13T12:26:40Z", thread.ZoneStated},
		{"1600000000123", nil, false, "2020-09-13T12:26:40.123Z", thread.ZoneStated},
		{"1.6e9", nil, false, "2020-09-13T12:26:40Z", thread.ZoneStated},
		{"1464818460.639816", nil, false, "2016-06-01T22:01:00.639816Z", thread.ZoneStated},
		{"2021-03-17T12:09:47.722181Z", nil, false, "2021-03-17T12:09:47.722181Z", thread.ZoneStated},
		{"2021-03-17T12:09:47+02:00", nil, false, "2021-03-17T12:09:47+02:00", thread.ZoneStated},
		{"2023-06-10T12:34:56.123456", nil, true, "2023-06-10T12:34:56.123456Z", thread.ZoneStated},
		{"2005-02-24 04:03:37", nil, false, "2005-02-24T04:03:37Z", thread.ZoneUnknown},
		{"2005-02-24 04:03:37", berlin, false, "2005-02-24T04:03:37+01:00", thread.ZoneAssumed},
		{"0001-01-01T00:00:00Z", nil, false, "", ""},
		{"", nil, false, "", ""}, {"None", nil, false, "", ""}, {"never", nil, false, "", ""}, {"-5", nil, false, "", ""},
		{"NaN", nil, false, "", ""}, {"1e300", nil, false, "", ""},
	}
	for _, tt := range tests {
		got := tt.in.Time(format.Source{Location: tt.loc}, tt.utc)
		at := ""
		if got.Known() {
			at = got.At.Format(time.RFC3339Nano)
		}
		if at != tt.want || got.Zone != tt.zone {
			t.Errorf("%q: %s %s, want %s %s", tt.in, at, got.Zone, tt.want, tt.zone)
		}
	}
}

func TestScalar(t *testing.T) {
	for in, want := range map[string]Scalar{`"a"`: "a", `"a\n"`: "a\n", `12`: "12", `true`: "true", `null`: "", `{"a":1}`: "", `[1]`: "", `"\u00e9\""`: `é"`, `""`: "", `"\""`: `"`} {
		var got Scalar
		if err := json.Unmarshal([]byte(in), &got); err != nil || got != want {
			t.Errorf("%s: %q %v", in, got, err)
		}
	}
	for in, want := range map[Scalar]string{"12.0": "12", "12": "12", "None": "", "null": "", " x ": "x", "a.0": "a.0"} {
		if got := in.ID(); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// value rebuilds what a Decoder walks through, with scalars as text.
func value(d *Decoder) (out any, err error) {
	err = d.Next(Handler{
		Field: func(key string) error {
			v, err := value(d)
			if out == nil {
				out = map[string]any{}
			}
			out.(map[string]any)[key] = v
			return err
		},
		Element: func(int) error {
			v, err := value(d)
			list, _ := out.([]any)
			out = append(list, v)
			return err
		},
		Scalar: func(s Scalar) { out = string(s) },
	})
	return out, err
}

// text is what value makes of a value that encoding/json decoded.
func text(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return nil
		}
		for k := range v {
			v[k] = text(v[k])
		}
		return v
	case []any:
		if len(v) == 0 {
			return nil
		}
		for i := range v {
			v[i] = text(v[i])
		}
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return v
}

// FuzzDecoder compares the walk with encoding/json's decoding.
func FuzzDecoder(f *testing.F) {
	for _, s := range []string{`{"a":[1,"b",null,true,{"c":{}}],"d":1e5}`, `[[[]]]`, `"x"`, `{"a":1,}`, `[1 2]`, `{"a"`, "\ufeff[]", `{"a":1}{"b":2}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for range Objects(context.Background(), format.Source{Reader: bytes.NewReader(data), MaxRecord: 512}) {
		}
		got, err := value(newDecoder(context.Background(), bytes.NewReader(data), 1<<20))
		if !json.Valid(data) {
			return // the walk may end before the fault
		}
		if err != nil {
			t.Fatalf("valid, yet: %v", err)
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if want = text(want); !reflect.DeepEqual(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}
