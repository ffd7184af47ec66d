package wordpress

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/jsonstream/readertest"
	"github.com/undertone-project/undertone/internal/parsers/exporttest"
)

const fixtures = "../../../testdata/formats/wordpress"

func TestFixtures(t *testing.T) { exporttest.Golden(t, New(), fixtures, readertest.Updating()) }

func TestRealExports(t *testing.T) {
	exporttest.Folder(t, New(), exporttest.Shared(t, "../../..", "wordpress-wxr"))
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
	in := []byte(`<rss><channel>` + strings.Repeat(`<item><title>A post</title><link>https://blog.example/a</link><wp:post_id>4</wp:post_id>`+
		`<content:encoded><![CDATA[<p>Some words of a post, `+strings.Repeat("which is longer than a comment, ", 50)+`.</p>]]></content:encoded>`+
		strings.Repeat(`<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author><![CDATA[Ann]]></wp:comment_author>`+
			`<wp:comment_date_gmt>2020-01-02 03:04:05</wp:comment_date_gmt><wp:comment_content><![CDATA[I <em>do</em> think so, for the most part.

And more of it here.]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>`, 20)+
		`</item>`, 100) + `</channel></rss>`)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(in)}); len(res.Records) != 2100 {
			b.Fatal(len(res.Records))
		}
	}
}
