package dates

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/thread"
)

var captured = time.Date(2022, 3, 10, 15, 42, 7, 0, time.UTC)

func TestFind(t *testing.T) {
	tests := []struct {
		in        string
		at, until string // RFC 3339, "" for unknown
		precision thread.Precision
		zone      thread.ZoneSource
		raw       string // "" for all of in
	}{
		{"2022-02-07", "2022-02-07T00:00:00Z", "", "day", "unknown", ""},
		{"2019-08-03T04:11:57+00:00", "2019-08-03T04:11:57Z", "", "second", "stated", ""},
		{"2019-08-03T04:11:57.25-0530", "2019-08-03T04:11:57-05:30", "", "second", "stated", ""},
		{"2012/7/3 5:47 AM", "2012-07-03T05:47:00Z", "", "minute", "unknown", ""},
		{"7 February 2022 12:31", "2022-02-07T12:31:00Z", "", "minute", "unknown", ""},
		{"Ann Lee7 February 2022 12:31", "2022-02-07T12:31:00Z", "", "minute", "unknown", "7 February 2022 12:31"},
		{"January 21, 2022", "2022-01-21T00:00:00Z", "", "day", "unknown", ""},
		{"World Feb 4, 2022", "2022-02-04T00:00:00Z", "", "day", "unknown", "Feb 4, 2022"},
		{"June 28, 2012 at 5:56 am", "2012-06-28T05:56:00Z", "", "minute", "unknown", ""},
		{"Sat, the 3rd", "", "", "", "", "-"},
		{"Tue, 03 Jul 2012 05:56:00 +0200", "2012-07-03T05:56:00+02:00", "", "second", "stated", ""},
		{"Fri 4 Mar 2022 09:05 UTC+2", "2022-03-04T09:05:00+02:00", "", "minute", "stated", ""},
		{"Sat Jan 21 12:00:00 2012", "2012-01-21T12:00:00Z", "", "second", "unknown", ""},
		{"Aug 9, 2012 9:29 AM EDT", "2012-08-09T09:29:00-04:00", "", "minute", "stated", ""},
		{"Jan 9, 2012 9:29 AM ET", "2012-01-09T09:29:00-05:00", "", "minute", "stated", ""},
		{"Jul 9, 2012 9 pm PT", "2012-07-09T21:00:00-07:00", "", "hour", "stated", ""},
		{"Sunday October 28, @11:02PM", "", "", "", "", ""},
		{"12:31 pm, 7 February 2022", "2022-02-07T12:31:00Z", "", "minute", "unknown", ""},
		{"5:47 AM on July 3, 2012", "2012-07-03T05:47:00Z", "", "minute", "unknown", ""},
		{"12:00 a.m. July 3rd, 2012", "2012-07-03T00:00:00Z", "", "minute", "unknown", ""},
		{"10. Jul, 2012 /", "2012-07-10T00:00:00Z", "", "day", "unknown", "10. Jul, 2012"},
		{"12.29.14 at 8:09 pm", "2014-12-29T20:09:00Z", "", "minute", "unknown", ""},
		{"29.12.14, 14:05 Uhr", "2014-12-29T14:05:00Z", "", "minute", "unknown", ""},
		{"03/04/2022", "2022-01-01T00:00:00Z", "", "year", "unknown", ""},
		{"04/04/2022", "2022-04-04T00:00:00Z", "", "day", "unknown", ""},
		{"31 February 2022", "", "", "", "", "February 2022"},
		{"July 2012", "2012-07-01T00:00:00Z", "", "month", "unknown", ""},
		{"25-27 January 2022", "2022-01-25T00:00:00Z", "2022-01-27T00:00:00Z", "day", "unknown", ""},
		{"25 – 27 January", "", "", "", "", ""},
		{"28 December - 2 January 2022", "2021-12-28T00:00:00Z", "2022-01-02T00:00:00Z", "day", "unknown", ""},
		{"March 3–5, 2021", "2021-03-03T00:00:00Z", "2021-03-05T00:00:00Z", "day", "unknown", ""},
		{"9. März 2021 um 18:30 Uhr", "2021-03-09T18:30:00Z", "", "minute", "unknown", ""},
		{"le 14 juillet 2020 à 21h35", "2020-07-14T21:35:00Z", "", "minute", "unknown", "14 juillet 2020 à 21h35"},
		{"12 de mayo de 2019", "2019-05-12T00:00:00Z", "", "day", "unknown", ""},
		{"3 hours ago", "2022-03-10T12:00:00Z", "", "hour", "assumed", ""},
		{"about an hour ago", "2022-03-10T14:00:00Z", "", "hour", "assumed", ""},
		{"2 days, 4 hours ago", "2022-03-08T00:00:00Z", "", "day", "assumed", ""},
		{"3w ago", "2022-02-17T00:00:00Z", "", "day", "assumed", ""},
		{"4 months ago", "2021-11-01T00:00:00Z", "", "month", "assumed", ""},
		{"4 yr. ago", "2018-01-01T00:00:00Z", "", "year", "assumed", ""},
		{"a year ago", "2021-01-01T00:00:00Z", "", "year", "assumed", ""},
		{"yesterday at 14:10", "2022-03-09T14:10:00Z", "", "minute", "unknown", ""},
		{"just now", "2022-03-10T15:42:00Z", "", "minute", "assumed", ""},
		{"between 10 and 20 February", "", "", "", "", "20 February"},
		{"no date in 2022 at all", "", "", "", "", "-"},
		{"I may 4get it", "", "", "", "", "-"},
		{"version 1.2.3 of 10/10", "", "", "", "", "-"},
		{"call 555-12-1234", "", "", "", "", "-"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got, start, end, ok := Find(tt.in, Options{Captured: captured})
			if tt.raw == "-" {
				if ok {
					t.Fatalf("found %q", got.Raw)
				}
				return
			}
			if !ok {
				t.Fatal("no date found")
			}
			raw := tt.raw
			if raw == "" {
				raw = tt.in
			}
			if got.Raw != raw || tt.in[start:end] != raw {
				t.Errorf("raw %q, want %q", got.Raw, raw)
			}
			if tt.at == "" && got.Known() && tt.raw == "" {
				t.Errorf("made up %v", got)
			}
			if tt.at == "" {
				return
			}
			want := []string{tt.at, tt.until, string(tt.precision), string(tt.zone)}
			have := []string{got.String(), got.UntilString(), string(got.Precision), string(got.Zone)}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	tests := []struct {
		in   string
		opt  Options
		want string
		zone thread.ZoneSource
	}{
		{"3 hours ago", Options{}, "", ""},
		{"24 January", Options{}, "", ""},
		{"24 January", Options{Reference: captured}, "2022-01-24T00:00:00Z", thread.ZoneUnknown},
		{"11 March", Options{Reference: captured}, "2022-03-11T00:00:00Z", thread.ZoneUnknown},
		{"12 March", Options{Reference: captured}, "2021-03-12T00:00:00Z", thread.ZoneUnknown},
		{"28 December - 2 January", Options{Reference: captured}, "2021-12-28T00:00:00Z", thread.ZoneUnknown},
		{"03/04/2022", Options{Order: DayFirst}, "2022-04-03T00:00:00Z", thread.ZoneUnknown},
		{"03/04/2022 10:00", Options{Order: MonthFirst}, "2022-03-04T10:00:00Z", thread.ZoneUnknown},
		{"3 May 2021 10:00", Options{Location: berlin}, "2021-05-03T10:00:00+01:00", thread.ZoneAssumed},
		{"3 May 2021 10:00 UTC", Options{Location: berlin}, "2021-05-03T10:00:00Z", thread.ZoneStated},
		{"yesterday at 10:00", Options{Location: berlin, Captured: captured}, "2022-03-09T10:00:00+01:00", thread.ZoneAssumed},
	}
	for _, tt := range tests {
		got, ok := Parse(tt.in, tt.opt)
		if !ok || got.String() != tt.want || got.Zone != tt.zone {
			t.Errorf("Parse(%q) = %s, %s, %v; want %s, %s", tt.in, got, got.Zone, ok, tt.want, tt.zone)
		}
	}
}

func TestParseRefusesMoreThanADate(t *testing.T) {
	for _, in := range []string{"", "Ann Lee7 February 2022", "on 7 February 2022 we met", "7"} {
		if got, ok := Parse(in, Options{}); ok {
			t.Errorf("Parse(%q) = %v", in, got)
		}
	}
}

func TestGuessOrder(t *testing.T) {
	tests := []struct {
		lines []string
		want  Order
	}{
		{[]string{"03/04/2022", "03/24/2022"}, MonthFirst},
		{[]string{"03/04/2022", "24/03/2022"}, DayFirst},
		{[]string{"24/03/2022", "03/24/2022"}, OrderUnknown},
		{[]string{"03/04/2022", "words"}, OrderUnknown},
	}
	for _, tt := range tests {
		if got := GuessOrder(tt.lines); got != tt.want {
			t.Errorf("GuessOrder(%q) = %v, want %v", tt.lines, got, tt.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"7 February 2022 12:31 UTC+2", "25-27 January", "3 hours and 5 minutes ago",
		"12.29.14 at 8:09 pm", "Sat Jan 21 12:00:00 2012", "le 14 juillet à 21h35", "2019-08-03T04:11:57.2+00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		got, start, end, ok := Find(line, Options{Captured: captured, Reference: captured})
		if !ok {
			return
		}
		if start < 0 || end > len(line) || start >= end || got.Raw != line[start:end] {
			t.Fatalf("bad range %d..%d of %q", start, end, line)
		}
		if got.Known() != (got.Precision != "") || got.Known() != (got.Zone != "") {
			t.Fatalf("half a time: %+v", got)
		}
		if !got.Until.IsZero() && got.Until.Before(got.At) {
			t.Fatalf("range runs backwards: %+v", got)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	line := "A paragraph of prose that mentions no date, only 12 people and 3 dogs, and which may go on for a while."
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		if _, _, _, ok := Find(line, Options{}); ok {
			b.Fatal("found a date")
		}
	}
}
