package feed

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

const fixtures = "../../../testdata/formats/feed"

func TestFixtures(t *testing.T) { exporttest.Golden(t, New(), fixtures, *update) }

func TestRealExports(t *testing.T) {
	for _, folder := range []string{"wordpress-comments-rss", "blogger-atom"} {
		t.Run(folder, func(t *testing.T) {
			exporttest.Folder(t, New(), exporttest.Shared(t, "../../..", folder))
		})
	}
}

func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob(fixtures + "/*.xml")
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

func BenchmarkRead(b *testing.B) {
	in := []byte(`<rss><channel>` + strings.Repeat(`<item><title>By: Ann</title><link>https://blog.example/a/#comment-5</link>`+
		`<dc:creator><![CDATA[Ann]]></dc:creator><pubDate>Mon, 28 Sep 2015 10:55:09 +0000</pubDate><content:encoded><![CDATA[`+
		`<p>In reply to <a href="https://blog.example/a/#comment-4">Ben</a>.</p>
<p>I <em>do</em> think so, for the most part.</p>
<p>And more of it here.</p>]]></content:encoded></item>`, 1000) + `</channel></rss>`)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(in)}); len(res.Records) != 1001 {
			b.Fatal(len(res.Records))
		}
	}
}
