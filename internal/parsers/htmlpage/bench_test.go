package htmlpage

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"golang.org/x/net/html"
)

// largest are the largest saved pages at hand, by the way they are read.
var largest = []string{"postlight-parser/www.reddit.com--image.html", "trafilatura/exxpress.at-zaehne.html", "dragnet/R990.html", "dragnet/419.html"}

const sharedPages = "../../../../shared/data/threads/html"

func benchmarkPages(b *testing.B, f func(*testing.B, []byte)) {
	for _, name := range largest {
		data, err := os.ReadFile(filepath.Join(sharedPages, name))
		if err != nil {
			b.Skipf("no saved pages: %v", err)
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				f(b, data)
			}
		})
	}
}

func readAll(b *testing.B, r Reader, data []byte) {
	n := 0
	for _, err := range r.Read(context.Background(), format.Source{Name: "p.html", Reader: bytes.NewReader(data)}) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n < 2 {
		b.Fatalf("%d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	benchmarkPages(b, func(b *testing.B, data []byte) { readAll(b, Reader{}, data) })
}

// BenchmarkReadGeneral is the cost without the table of platforms.
func BenchmarkReadGeneral(b *testing.B) {
	benchmarkPages(b, func(b *testing.B, data []byte) {
		for _, err := range (Reader{NoPlatforms: true}).Read(context.Background(), format.Source{Name: "p.html", Reader: bytes.NewReader(data)}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkParse is the bare cost of html.Parse, to compare with.
func BenchmarkParse(b *testing.B) {
	benchmarkPages(b, func(b *testing.B, data []byte) {
		if _, err := html.Parse(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	})
}
