package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestGallery writes every figure of every synthetic shape to the directory
// named by CHART_GALLERY, for looking at.
func TestGallery(t *testing.T) {
	dir := os.Getenv("CHART_GALLERY")
	if dir == "" {
		t.Skip("set CHART_GALLERY to a directory to write the pictures")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, sh := range shapes() {
		for _, f := range figuresOf(synthetic(sh), testMeta()) {
			out, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%s.png", sh.name, f.Name())))
			if err != nil {
				t.Fatal(err)
			}
			if err := WritePNG(out, f, 0); err != nil {
				t.Error(err)
			}
			if err := out.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
