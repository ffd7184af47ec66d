package jsonstream

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
)

// TestEachAlone gives what Each gives, faults and their places included,
// whatever the number of cores.
func TestEachAlone(t *testing.T) {
	var dump strings.Builder
	for i := range 5000 {
		switch i % 500 {
		case 7:
			dump.WriteString("{\"id\": \n")
		case 8:
			dump.WriteString("[1]\n")
		case 9:
			fmt.Fprintf(&dump, "{\"id\":\"%s\"}\n", strings.Repeat("long", 300))
		}
		fmt.Fprintf(&dump, "{\"id\":\"c%d\",\"text\":\"Some words, more in some than in others: %s\"}\n", i, strings.Repeat("word ", i%40))
	}
	read := func(o Object, out *Out) error {
		var v struct{ ID, Text string }
		if err := Unmarshal(o.Raw, &v); err != nil {
			return err
		}
		return out.Record(format.Record{ID: strings.Clone(v.ID), Text: strings.Clone(v.Text)})
	}
	source := func() format.Source {
		return format.Source{Name: "d", Reader: strings.NewReader(dump.String()), MaxRecord: 1000}
	}
	collect := func(seq func(func(format.Record, error) bool), most int) (out []string) {
		for r, err := range seq {
			if out = append(out, fmt.Sprint(r.ID, r.Text, err)); len(out) == most {
				break
			}
		}
		return out
	}
	ctx := context.Background()
	for _, cores := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		for _, most := range []int{-1, 1, 700} {
			if diff := cmp.Diff(collect(Each(ctx, source(), read), most), collect(EachAlone(ctx, source(), read), most)); diff != "" {
				t.Errorf("%d cores, %d records: %s", cores, most, diff)
			}
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if got := collect(EachAlone(ended, source(), read), -1); len(got) != 1 || !strings.Contains(got[0], "canceled") {
		t.Errorf("cancelled: %q", got)
	}
}
