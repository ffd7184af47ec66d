package structure

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// fill sets every field of v, nested ones too, to a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(int64(*n)*1e6, 5).UTC()))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case v.Kind() == reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case v.Kind() == reflect.Int:
		v.SetInt(int64(*n))
	case v.Kind() == reflect.Float64:
		v.SetFloat(1 / float64(*n))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	default:
		panic("codec.go has to be taught a field of type " + v.Type().String())
	}
}

// TestCodecKeepsEveryField fails when a field was added to format.Record that
// codec.go does not write.
func TestCodecKeepsEveryField(t *testing.T) {
	var full format.Record
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	roundTrip(t, full)
	// Each field alone: a mask that hides one field behind another is found.
	all := reflect.ValueOf(full)
	for i := range all.NumField() {
		var one format.Record
		reflect.ValueOf(&one).Elem().Field(i).Set(all.Field(i))
		roundTrip(t, one)
	}
}

func roundTrip(t *testing.T, r format.Record) {
	t.Helper()
	var c codec
	got, err := c.decode(c.append(nil, &r))
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	r.Thread = "" // known by other means
	if diff := cmp.Diff(r, got); diff != "" {
		t.Error(diff)
	}
}

func TestCodecTimes(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("no zone data here")
	}
	var c codec
	at := time.Date(2022, 7, 1, 12, 30, 15, 99, time.UTC)
	places := []*time.Location{time.UTC, london, time.FixedZone("", 3600), time.FixedZone("", -7200), time.FixedZone("EST", -18000), time.FixedZone("EST", -14400)}
	for i := range 2 * maxZones {
		places = append(places, time.FixedZone("", i))
	}
	for _, place := range append(places, london) {
		for _, at := range []time.Time{at.In(place), time.Date(2022, 1, 1, 0, 0, 0, 0, place), time.Date(-5, 1, 1, 0, 0, 0, 0, place)} {
			want := format.Record{Created: thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: thread.ZoneStated}}
			got, err := c.decode(c.append(nil, &want))
			if err != nil {
				t.Fatal(err)
			}
			if g := got.Created.At; !g.Equal(at) || g.String() != at.String() || g.Location().String() != place.String() {
				t.Errorf("%v became %v", at, g)
			}
		}
	}
	// Zones that are made anew for each time do not fill the table.
	c = codec{}
	for range 1000 {
		r := format.Record{Created: thread.Time{At: at.In(time.FixedZone("", 7200))}}
		c.append(nil, &r)
	}
	if len(c.zones) != 1 {
		t.Errorf("%d zones are kept", len(c.zones))
	}
}

// FuzzCodec decodes anything without a panic, and what decodes survives
// another round.
func FuzzCodec(f *testing.F) {
	var full format.Record
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	var c codec
	f.Add(c.append(nil, &full))
	f.Add(c.append(nil, &format.Record{Kind: thread.KindComment, ID: "a", Text: "Yes."}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		c := codec{zones: []*time.Location{time.FixedZone("", 3600)}}
		r, err := c.decode(b)
		if err != nil {
			return
		}
		again, err := c.decode(c.append(nil, &r))
		if err != nil {
			t.Fatal(err)
		}
		if r.ReplyConfidence != r.ReplyConfidence {
			r.ReplyConfidence, again.ReplyConfidence = 0, 0 // NaN
		}
		if diff := cmp.Diff(r, again); diff != "" {
			t.Error(diff)
		}
	})
}
