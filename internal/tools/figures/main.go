// Command figures makes the README's pictures from those of a report: half the
// size, with a palette, so that they weigh little in the repository.
//
//	go run ./cmd/undertone report testdata/demo -o demo-report
//	go run ./internal/tools/figures demo-report docs/figures dashboard
//
// The same picture gives the same bytes.
package main

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: figures REPORT DIR NAME...")
		os.Exit(2)
	}
	for _, name := range os.Args[3:] {
		if err := convert(filepath.Join(os.Args[1], name+".png"), filepath.Join(os.Args[2], name+".png")); err != nil {
			fmt.Fprintln(os.Stderr, "figures:", err)
			os.Exit(1)
		}
	}
}

// convert writes the small form of the picture at from to the file to.
func convert(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		return fmt.Errorf("reading %s: %w", from, err)
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(out, quantise(halve(picture), colours)); err != nil {
		out.Close()
		return fmt.Errorf("writing %s: %w", to, err)
	}
	return out.Close()
}
