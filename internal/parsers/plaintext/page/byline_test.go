package page

import "testing"

func TestParseByline(t *testing.T) {
	for _, tt := range []struct {
		line, name, shape string // shape empty: no byline
		date              string
	}{
		{"On 3 May 2021 at 10:52 am Petra Lind said:", "Petra Lind", "on D N said", "3 May 2021 at 10:52 am"},
		{"Posted by: Otis | May 03, 2021 at 04:48 PM", "Otis", "posted by N | D", "May 03, 2021 at 04:48 PM"},
		{"by otis (1128057) on Tuesday May 4, @09:07AM (#40748091) Homepage", "otis", "by N on D homepage", ""},
		{"by The Harbour Master on May 4, 2021 9:37 AM MST via mobile up     4 recs", "The Harbour Master", "by N on D x", ""},
		{"Tue, 04/05/2021 - 13:04 | 2691543 otis", "otis", "D | N", ""},
		{"12 Petra @ petra-bakes.example May 3, 2021 at 12:37 am", "Petra @ petra-bakes.example", "N D", ""},
		{"PetraMay 3, 2021 1:24 PM", "Petra", "N D", "May 3, 2021 1:24 PM"},
		{"Otis / May 3, 2021 at 02:49 pm", "Otis", "N / D", ""},
		{"Anton replying to a comment from Otis / May 3, 2021 at 03:16 pm", "Anton", "N / D", ""},
		{"Petra Lind said...", "Petra Lind", "N said", ""},
		{"Anton Berg wrote:", "Anton Berg", "N wrote", ""},
		{"May 3rd, 2021 at 5:48 pm", "", "D", "May 3rd, 2021 at 5:48 pm"},
		{"Otis 12 days ago", "Otis", "N D", "12 days ago"},
		{"by Otis on May 3, 2021 at 9:07 am.", "Otis", "by N on D", "May 3, 2021 at 9:07 am"},
		{"The last boat leaves at six.", "", "", ""},
		{"", "", "", ""},
		{"We met on 3 May 2021, and by then the old ferry had been sold to somebody up the coast", "", "", ""},
	} {
		b, ok := ParseByline(tt.line)
		if ok != (tt.shape != "") {
			t.Errorf("%q: %v, %+v", tt.line, ok, b)
			continue
		}
		if !ok {
			continue
		}
		if b.Name != tt.name || b.Shape != tt.shape {
			t.Errorf("%q: name %q, shape %q; want %q, %q", tt.line, b.Name, b.Shape, tt.name, tt.shape)
		}
		if got := tt.line[b.DateFrom:b.DateTo]; tt.date != "" && got != tt.date {
			t.Errorf("%q: date %q, want %q", tt.line, got, tt.date)
		}
	}
}

func TestParseBylineAs(t *testing.T) {
	for _, tt := range []struct {
		line, shape string
		name, date  string // name empty: no byline
	}{
		{"by What we read on May 4, 2021 on May 5, 2021 at 8:00 am.", "by N on D", "What we read on May 4, 2021", "May 5, 2021 at 8:00 am"},
		{"Posted by Why the ferry is late, and what to do about it, in ten easy steps | May 5, 2021", "posted by N | D",
			"Why the ferry is late, and what to do about it, in ten easy steps", "May 5, 2021"},
		{"by the sea on the longest day of the year", "by N on D", "", ""},
		{"by on May 5, 2021", "by N on D", "", ""},
		{"We met on May 5, 2021", "by N on D", "", ""},
		{"Otis on May 5, 2021", "N on D", "", ""}, // nothing announces the name
		{"by", "by N on D", "", ""},
	} {
		b, ok := ParseBylineAs(tt.line, tt.shape)
		if ok != (tt.name != "") || b.Name != tt.name {
			t.Errorf("%q as %q: %v, %q; want %q", tt.line, tt.shape, ok, b.Name, tt.name)
			continue
		}
		if ok && tt.line[b.DateFrom:b.DateTo] != tt.date {
			t.Errorf("%q: date %q, want %q", tt.line, tt.line[b.DateFrom:b.DateTo], tt.date)
		}
	}
}

func TestSignsBelow(t *testing.T) {
	for line, want := range map[string]bool{
		"Posted by: Otis | May 03, 2021 at 04:48 PM":                                true,
		"by The Harbour Master on May 4, 2021 9:37 AM MST via mobile up     4 recs": true,
		"by otis (1128057) on Tuesday May 4, @09:07AM (#40748091) Homepage":         false,
		"On 3 May 2021 at 10:52 am Petra Lind said:":                                false,
		"Comment by Petra Lind — 3. May 2021 @ 10:52":                               true,
		"PetraMay 3, 2021 1:24 PM":                                                  false,
	} {
		b, _ := ParseByline(line)
		if got := SignsBelow(b.Shape); got != want {
			t.Errorf("%q, %q: %v", line, b.Shape, got)
		}
	}
}

// Any line is judged without a panic, and ranges lie in it.
func FuzzParseByline(f *testing.F) {
	for _, s := range []string{"On 3 May 2021 at 10:52 am Petra Lind said:", "PetraMay 3, 2021 1:24 PM", "a – b", "\xff|\xe2\x80", "\x80", "by by by", "by İ on May 4, 2021", "BY a on b on May 4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, ok := ParseByline(s)
		if ok && b.HasDate {
			_ = s[b.DateFrom:b.DateTo]
		}
		if b, ok := ParseBylineAs(s, "by N on D"); ok {
			_ = s[b.DateFrom:b.DateTo]
		}
	})
}
