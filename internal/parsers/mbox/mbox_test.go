package mbox

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/exporttest"
)

var update = flag.Bool("update", false, "write the golden files")

const fixtures = "../../../testdata/formats/mbox"

func TestFixtures(t *testing.T) { exporttest.Golden(t, New(), fixtures, *update) }

func TestRealExports(t *testing.T) {
	exporttest.Folder(t, New(), exporttest.Shared(t, "../../..", "mbox"))
}

func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob(fixtures + "/*")
	if err != nil || len(paths) == 0 {
		f.Fatal("no fixtures: ", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		exporttest.Read(New(), format.Source{Reader: bytes.NewReader(data), MaxRecord: 1 << 16})
	})
}

// Real articles and messages without gold: what their heads say is read.
func TestRealArticles(t *testing.T) {
	for _, tt := range []struct{ path, author, created, words string }{
		{"usenet-nntp/nntp_1.txt", "Fernando Jiménez Moreno", "2016-03-15T12:05:48Z", "during yesterday's weekly meeting"},
		{"mbox/mbox_iso8859_encoding.mbox", "Lucía Charlie", "2016-11-07T19:44:27+01:00", "In response to the payment request"},
		{"mbox/mbox_unixfrom_encoding.mbox", "Christian Aistleitner", "2015-01-15T14:22:25+01:00", "I think WMF is doing better"},
	} {
		data, err := os.ReadFile(filepath.Join(exporttest.Shared(t, "../../..", ""), tt.path))
		if err != nil {
			t.Fatal(err)
		}
		if m := New().Match(format.Probe{Name: "-", Head: data}); m.Score < 90 {
			t.Errorf("%s: not recognised", tt.path)
		}
		res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(data)})
		if len(res.Records) != 1 || len(res.Bad) > 0 {
			t.Errorf("%s: %d records, skipped: %v", tt.path, len(res.Records), res.Bad)
			continue
		}
		r := res.Records[0]
		if r.Author != tt.author || r.Created.String() != tt.created || !strings.Contains(r.Text, tt.words) {
			t.Errorf("%s: %q at %s: %.200q", tt.path, r.Author, r.Created, r.Text)
		}
	}
}

func TestMatchIsNarrow(t *testing.T) {
	for _, in := range []string{
		"", "From here to 2016 it is far.\nNot a head", "Title: x\nFrom: y\n\ntext", "From: a\nTo: b\n\nMessage-ID: <1@x>\n", "id,text\n1,From: x\n",
	} {
		if m := New().Match(format.Probe{Name: "a.txt", Head: []byte(in)}); m.Score > 0 {
			t.Errorf("%q is taken for mail: %+v", in, m)
		}
	}
}

func TestSeveralArticles(t *testing.T) {
	in := "220 1 <a@x> article\r\nFrom: a@x\r\nMessage-ID: <a@x>\r\n\r\n..dots\r\n.\r\n220 2 <b@x>\r\nFrom: b@x\r\nMessage-ID: <b@x>\r\nReferences: <a@x>\r\n\r\nb\r\n.\r\n"
	res := exporttest.Read(New(), format.Source{Reader: strings.NewReader(in)})
	if len(res.Records) != 2 || res.Records[0].Text != ".dots" || res.Records[1].Thread != "<a@x>" || res.Records[1].ReplyTo != "<a@x>" {
		t.Errorf("got %+v, %v", res.Records, res.Bad)
	}
}

func TestTooLarge(t *testing.T) {
	in := "From a@x Thu Apr 14 14:00:00 2016\nFrom: a@x\n\n" + strings.Repeat("word\n", 1000) + "\nFrom b@x Thu Apr 14 14:00:00 2016\nFrom: b@x\n\nshort\n"
	res := exporttest.Read(New(), format.Source{Reader: strings.NewReader(in), MaxRecord: 1000})
	if len(res.Records) != 1 || len(res.Bad) != 1 || res.Err != nil {
		t.Errorf("got %+v", res)
	}
}

func BenchmarkRead(b *testing.B) {
	in := []byte(strings.Repeat("From a@x Thu Apr 14 14:00:00 2016\nFrom: Ann Bee <a@x.example>\nDate: Thu, 14 Apr 2016 11:06:56 +0200\n"+
		"Message-ID: <1@x>\nIn-Reply-To: <2@x>\nReferences: <3@x> <2@x>\nContent-Type: text/plain; charset=utf-8\n\n"+
		strings.Repeat("> What was said before, at some length.\nAnd what I say to that, at some length.\n", 10)+"\n", 1000))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(in)}); len(res.Records) != 1000 {
			b.Fatal(len(res.Records))
		}
	}
}
