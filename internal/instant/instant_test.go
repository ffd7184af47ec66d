package instant

import (
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

func TestParse(t *testing.T) {
	rome := time.FixedZone("", 3600)
	for _, tt := range []struct {
		raw  string
		in   *time.Location
		want string
		zone thread.ZoneSource
		ok   bool
	}{
		{"2021-07-14T11:39:58.123Z", nil, "2021-07-14T11:39:58Z", thread.ZoneStated, true},
		{"Wed, 14 Jul 2021 11:39:58 +0200", nil, "2021-07-14T11:39:58+02:00", thread.ZoneStated, true},
		{"Wed, 4 Jul 2021 11:39:58 -0700 (PDT)", nil, "2021-07-04T11:39:58-07:00", thread.ZoneStated, true},
		{"Wed, 14 Jul 2021 11:39:58 GMT", nil, "2021-07-14T11:39:58Z", thread.ZoneStated, true},
		{"2021-07-14 11:39:58", nil, "2021-07-14T11:39:58Z", thread.ZoneUnknown, true},
		{"2021-07-14 11:39:58", rome, "2021-07-14T11:39:58+01:00", thread.ZoneAssumed, true},
		{"0000-00-00 00:00:00", nil, "", "", true},
		{"", nil, "", "", true},
		{"2011-x09-30T22:48:43Z", nil, "", "", false},
	} {
		got, ok := Parse(tt.raw, format.Source{Location: tt.in})
		if got.String() != tt.want || got.Zone != tt.zone || ok != tt.ok {
			t.Errorf("Parse(%q) = %s, %q, %v; want %s, %q, %v", tt.raw, got, got.Zone, ok, tt.want, tt.zone, tt.ok)
		}
	}
	if got, ok := UTC("2021-07-14 11:39:58"); !ok || got.Zone != thread.ZoneStated {
		t.Errorf("UTC: %+v", got)
	}
}
