package stackxml

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

const fixtures = "../../../testdata/formats/stackxml"

func TestFixtures(t *testing.T) {
	exporttest.Golden(t, New(), fixtures, *update)
	exporttest.Golden(t, Posts{}, "../../../testdata/formats/stackposts", *update)
}

func FuzzPosts(f *testing.F) {
	data, err := os.ReadFile("../../../testdata/formats/stackposts/posts.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		exporttest.Read(Posts{}, format.Source{Reader: bytes.NewReader(data), MaxRecord: 1 << 16})
	})
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
	in := []byte(`<comments>` + strings.Repeat(`  <row Id="4" PostId="9" Score="2" Text="I do think so, for the most part, &amp; more of it here." CreationDate="2013-10-10T19:20:29.123" UserId="7" />
`, 2000) + `</comments>`)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if res := exporttest.Read(New(), format.Source{Reader: bytes.NewReader(in)}); len(res.Records) != 2000 {
			b.Fatal(len(res.Records))
		}
	}
}
