package disqus

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

const fixtures = "../../../testdata/formats/disqus"

func TestFixtures(t *testing.T) { exporttest.Golden(t, New(), fixtures, readertest.Updating()) }

func TestRealExports(t *testing.T) {
	exporttest.Folder(t, New(), exporttest.Shared(t, "../../..", "disqus-xml"))
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
	in := []byte(`<disqus>` + strings.Repeat(`<post dsq:id="4"><message><![CDATA[<p>I do think so, for the <em>most</em> part.</p><p>And more of it here.</p>]]></message><createdAt>2013-10-10T19:20:29Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>ann</name></author><thread dsq:id="2" /><parent dsq:id="3"/></post>
`, 2000) + `</disqus>`)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(in)}); len(res.Records) != 2000 {
			b.Fatal(len(res.Records))
		}
	}
}
