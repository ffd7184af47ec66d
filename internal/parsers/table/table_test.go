package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// read collects records and the messages of bad ones; err is what ended it.
func read(f format.Format, src format.Source) (records []format.Record, bad []string, err error) {
	if src.Name == "" {
		src.Name = "in"
	}
	for rec, err := range f.Read(context.Background(), src) {
		var syntax *format.SyntaxError
		switch {
		case errors.As(err, &syntax):
			bad = append(bad, err.Error())
		case err != nil:
			return records, bad, err
		default:
			records = append(records, rec)
		}
	}
	return records, bad, nil
}

func TestCSV(t *testing.T) {
	in := "\ufeffID,Parent ID,thread,User,Created At,Body\r\n" +
		"1,,t1,Ana,2024-05-01T10:00:00Z,\"Two\r\nlines, \"\"quoted\"\"\"\r\n" +
		"2,1,t1,Ben,1714557600,[deleted]\r\n" +
		"3,2,t1,,soon,late\r\n" +
		"4,1\r\n" +
		"5,1,t1,[deleted],,last\r\n"
	got, bad, err := read(CSV(), format.Source{Reader: strings.NewReader(in)})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2024, 5, 1, 10, 0, 0, 0, time.UTC)
	want := []format.Record{
		{Thread: "t1", Kind: thread.KindComment, ID: "1", ParentKnown: true, Author: "Ana", AuthorSource: thread.AuthorStated,
			Created: thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: "2024-05-01T10:00:00Z"},
			Lines:   thread.Lines{Start: 2, End: 3}, Text: "Two\nlines, \"quoted\""},
		{Thread: "t1", Kind: thread.KindComment, ID: "2", ParentKnown: true, ReplyTo: "1", Author: "Ben", AuthorSource: thread.AuthorStated,
			Created: thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: "1714557600"},
			Lines:   thread.Lines{Start: 4, End: 4}, Deleted: true},
		{Thread: "t1", Kind: thread.KindComment, ID: "3", ParentKnown: true, ReplyTo: "2", Created: thread.Time{Raw: "soon"},
			Lines: thread.Lines{Start: 5, End: 5}, Text: "late"},
		{Thread: "t1", Kind: thread.KindComment, ID: "5", ParentKnown: true, ReplyTo: "1", Lines: thread.Lines{Start: 7, End: 7}, Text: "last"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("records (-want +got):\n%s", d)
	}
	wantBad := []string{
		"in:6: row has 2 cells, the text column is number 6",
	}
	if d := cmp.Diff(wantBad, bad); d != "" {
		t.Errorf("bad rows (-want +got):\n%s", d)
	}
}

func TestDelimiters(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    format.Format
		in   string
	}{
		{"semicolon", CSV(), "id;text\n7;yes, it is\n"},
		{"tab", TSV(), "id\ttext\n7\tyes, it is\n"},
		{"json lines", JSONLines{}, "{\"id\": 7, \"text\": \"yes, it is\"}\n"},
	} {
		got, bad, err := read(tt.f, format.Source{Reader: strings.NewReader(tt.in)})
		if err != nil || len(bad) > 0 || len(got) != 1 || got[0].ID != "7" || got[0].Text != "yes, it is" || got[0].ParentKnown {
			t.Errorf("%s: got %+v, %v, %v", tt.name, got, bad, err)
		}
	}
}

func TestMapping(t *testing.T) {
	in := "what,who,text\nmine,Ana,not this\n"
	src := format.Source{Reader: strings.NewReader(in), Columns: map[string]string{"text": "What", "author": "who"}}
	got, _, err := read(CSV(), src)
	if err != nil || len(got) != 1 || got[0].Text != "mine" || got[0].Author != "Ana" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		f              format.Format
		columns        map[string]string
	}{
		{"no text column", "id,score\n1,2\n", "in:1: no text column; the table has: id, score; name it with --columns text=NAME", CSV(), nil},
		{"mapped to nothing", "id,text\n1,x\n", `in:1: no column "body" (mapped to text); the table has: id, text`, CSV(), map[string]string{"text": "body"}},
		{"open quote", "id,text\n1,\"" + strings.Repeat("x", 3<<20) + "\n", "is a quote left open?", CSV(), nil},
		{"long line", `{"id": 1, "text": "` + strings.Repeat("x", 3<<20) + "\"}\n", "a line is longer than 1 MiB", JSONLines{}, nil},
	} {
		_, _, err := read(tt.f, format.Source{Reader: strings.NewReader(tt.in), Columns: tt.columns, MaxRecord: 1 << 20})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// A row of a table that was cut wrongly is named, not read as something else.
func TestBadRows(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		texts    []string
		bad      []string
	}{
		{"a comma without quotes", "id,text\n1,I love this, really\n2,fine\n", []string{"fine"},
			[]string{`in:2: row has 3 cells, the header 2: a ',' in a cell needs quotes around the cell`}},
		{"commas at the end", "id,text\n1,good,,\n", []string{"good"}, nil},
		{"a quote never closed", "id,text\n1,good\n2,\"open\n3,lost\n4,lost\n", []string{"good"},
			[]string{"in:3: a quote opened in this record is not closed rightly: lines 3 to 5 are lost"}},
		{"a quote closed too early", "id,text\n1,\"a \" b\"\n2,good\n", []string{"good"}, []string{`in:2: extraneous or missing " in quoted-field`}},
		{"returns alone", "id,text\r1,one\r2,two\r", []string{"one", "two"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, bad, err := read(CSV(), format.Source{Reader: strings.NewReader(tt.in)})
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, r := range got {
				texts = append(texts, r.Text)
			}
			if d := cmp.Diff(tt.texts, texts); d != "" {
				t.Errorf("texts (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.bad, bad); d != "" {
				t.Errorf("bad rows (-want +got):\n%s", d)
			}
			if CSV().Match(format.Probe{Name: "x", Head: []byte(tt.in)}).Score == 0 {
				t.Error("not recognised as a table")
			}
		})
	}
}

// In most tables a parent 0 is none; in one whose comments are numbered from 0
// it is the first comment, be that at the end.
func TestParentZero(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"none", "id,parent_id,text\n1,0,a\n2,1,b\n", []string{"", "1"}},
		{"a comment", "id,parent_id,text\n0,,a\n1,0,b\n", []string{"", "0"}},
		{"a comment further down", "id,parent_id,text\n1,0,b\n0,,a\n", []string{"0", ""}},
	} {
		got, _, err := read(CSV(), format.Source{Reader: strings.NewReader(tt.in)})
		if err != nil {
			t.Fatal(err)
		}
		var parents []string
		for _, r := range got {
			parents = append(parents, r.ReplyTo)
		}
		if d := cmp.Diff(tt.want, parents); d != "" {
			t.Errorf("%s: parents (-want +got):\n%s", tt.name, d)
		}
	}
}

// The dates of a table tell one another whether the day or the month comes
// first; where none does, the year is all that is sure.
func TestNumericDates(t *testing.T) {
	day, year := thread.PrecisionDay, thread.PrecisionYear
	for _, tt := range []struct {
		name  string
		dates []string
		want  string
		prec  thread.Precision
	}{
		{"month first", []string{"03/04/2024", "04/25/2024"}, "2024-03-04", day},
		{"day first", []string{"03/04/2024", "25/04/2024"}, "2024-04-03", day},
		{"nothing tells", []string{"03/04/2024", "05/06/2024"}, "2024-01-01", year},
		{"they contradict one another", []string{"03/04/2024", "25/04/2024", "04/25/2024"}, "2024-01-01", year},
	} {
		in := "id,created_at,text\n"
		for i, d := range tt.dates {
			in += fmt.Sprintf("%d,%s,x\n", i, d)
		}
		got, _, err := read(CSV(), format.Source{Reader: strings.NewReader(in)})
		if err != nil || len(got) != len(tt.dates) {
			t.Fatal(got, err)
		}
		if at := got[0].Created; at.At.Format("2006-01-02") != tt.want || at.Precision != tt.prec {
			t.Errorf("%s: %s is %v (%s), want %s (%s)", tt.name, tt.dates[0], at.At, at.Precision, tt.want, tt.prec)
		}
	}
}

func TestJSONLinesSkipsBadLines(t *testing.T) {
	in := "{\"id\":\"a\",\"text\":\"one\"}\n\nnot json\n{\"id\":\"b\",\"text\":\"two\",\"parent_id\":null}\n{\"id\":\"c\",\"text\":\"three\"} {}\n"
	got, bad, err := read(JSONLines{}, format.Source{Reader: strings.NewReader(in)})
	if err != nil || len(got) != 2 || got[1].ID != "b" || got[1].Lines.Start != 4 || len(bad) != 2 || !strings.HasPrefix(bad[0], "in:3: ") {
		t.Errorf("got %+v, %q, %v", got, bad, err)
	}
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		name, head       string
		csv, tsv, jsonls bool
	}{
		{"x.csv", "id,text\n1,a\n", true, false, false},
		{"x.txt", "id,author,comment\n1,a,b\n", true, false, false},
		{"x.tsv", "id\ttext\n", false, true, false},
		{"-", "{\"body\": \"a\"}\n", false, false, true},
		{"x.txt", "Dear reader, this is text, as everyone can see.\nBest", false, false, false},
		{"x.txt", "", false, false, false},
		{"x.bin", "\x00\x01", false, false, false},
	} {
		p := format.Probe{Name: tt.name, Head: []byte(tt.head)}
		got := []bool{CSV().Match(p).Score > 0, TSV().Match(p).Score > 0, JSONLines{}.Match(p).Score > 0}
		if d := cmp.Diff([]bool{tt.csv, tt.tsv, tt.jsonls}, got); d != "" {
			t.Errorf("%s %q (-want +got):\n%s", tt.name, tt.head, d)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("id,text\n1,a\n")
	f.Add("id\ttext\n1\t\"a\n")
	f.Add("{\"id\":1,\"text\":\"x\"}\n{\"id\":2}\n")
	f.Add("\xff\xfei\x00d\x00")
	f.Fuzz(func(t *testing.T, in string) {
		for _, fm := range []format.Format{CSV(), TSV(), JSONLines{}} {
			fm.Match(format.Probe{Name: "x", Head: []byte(in)})
			for rec, err := range fm.Read(context.Background(), format.Source{Name: "x", Reader: strings.NewReader(in), MaxRecord: 1 << 10}) {
				if err == nil && rec.Kind == "" {
					t.Fatalf("%s: record without kind from %q", fm.Name(), in)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var csvText, jsonText strings.Builder
	csvText.WriteString("id,parent_id,author,created_at,text\n")
	for i := range 10_000 {
		body := "A comment of middling length, the kind that people write when they have a minute and an opinion to share."
		fmt.Fprintf(&csvText, "%d,%d,user%d,2024-05-01T10:00:00Z,\"%s\"\n", i, i/2, i%97, body)
		fmt.Fprintf(&jsonText, "{\"id\":\"%d\",\"parent_id\":\"%d\",\"author\":\"user%d\",\"created_at\":\"2024-05-01T10:00:00Z\",\"text\":\"%s\"}\n", i, i/2, i%97, body)
	}
	for _, bb := range []struct {
		name string
		f    format.Format
		in   string
	}{{"csv", CSV(), csvText.String()}, {"jsonl", JSONLines{}, jsonText.String()}} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.in)))
			for b.Loop() {
				n := 0
				for _, err := range bb.f.Read(context.Background(), format.Source{Name: "x", Reader: strings.NewReader(bb.in)}) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != 10_000 {
					b.Fatalf("%d records", n)
				}
			}
		})
	}
}

var _ io.Reader = (*limitReader)(nil)
