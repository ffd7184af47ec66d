package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestGallery writes every figure of every synthetic shape to the directory
// named by CHART_GALLERY, for looking at; CHART_SHAPE picks one shape.
func TestGallery(t *testing.T) {
	dir := os.Getenv("CHART_GALLERY")
	if dir == "" {
		t.Skip("set CHART_GALLERY to a directory to write the pictures")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	only := os.Getenv("CHART_SHAPE")
	figs := map[string][]Figure{}
	for _, sh := range shapes() {
		if only == "" || only == sh.name {
			figs[sh.name] = figuresOf(synthetic(sh), testMeta())
		}
	}
	forest, err := Forest(comparison("The harbour", "The library on the other side"), testMeta(), 0)
	if err != nil {
		t.Fatal(err)
	}
	multiples, err := Multiples(groupsFor(5), testMeta())
	if err != nil {
		t.Fatal(err)
	}
	figs["groups"] = []Figure{forest, multiples}
	for name, list := range figs {
		for _, f := range list {
			out, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%s.png", name, f.Name())))
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
