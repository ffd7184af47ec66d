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

// Any line is judged without a panic, and ranges lie in it.
func FuzzParseByline(f *testing.F) {
	for _, s := range []string{"On 3 May 2021 at 10:52 am Petra Lind said:", "PetraMay 3, 2021 1:24 PM", "a – b", "\xff|\xe2\x80", "\x80", "by by by"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, ok := ParseByline(s)
		if ok && b.HasDate {
			_ = s[b.DateFrom:b.DateTo]
		}
	})
}
