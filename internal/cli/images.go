package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/reports/chart"
)

// images are the flags about pictures.
type images struct {
	format string
	width  string
	dpi    float64
	fonts  []string
}

// maxFont bounds a font file; the largest CJK collections have some 120 MB.
const maxFont = 256 << 20

func (im *images) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&im.format, "image", chart.PNG, "format of the pictures: "+strings.Join(chart.Formats(), ", "))
	f.StringVar(&im.width, "width", "", "width of the pictures in print, such as 160mm, 16cm, 6.3in or 450pt (default: for screens)")
	f.Float64Var(&im.dpi, "dpi", 0, "dots an inch of a PNG (default 192, with --width 300)")
	f.StringArrayVar(&im.fonts, "font", nil, "font file (ttf, otf, ttc) for scripts that the bundled one lacks, such as CJK; repeat for more")
	must(cmd.RegisterFlagCompletionFunc("image", cobra.FixedCompletions(chart.Formats(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.MarkFlagFilename("font", "ttf", "otf", "ttc", "otc"))
}

// output checks the flags and turns them into what package chart takes.
func (im *images) output() (chart.Output, error) {
	o := chart.Output{Format: im.format, DPI: im.dpi}
	if im.width != "" {
		w, err := parseLength(im.width)
		if err != nil {
			return o, usagef("--width: %w", err)
		}
		o.Width = chart.Length(w)
	}
	if err := o.Check(); err != nil {
		return o, usagef("--image, --width, --dpi: %w", err)
	}
	return o, nil
}

// parseLength reads a length with its unit and gives points.
func parseLength(s string) (float64, error) {
	for _, u := range []struct {
		name   string
		points float64
	}{{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"pt", 1}} {
		if number, ok := strings.CutSuffix(strings.TrimSpace(s), u.name); ok {
			if v, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil && v > 0 {
				return v * u.points, nil
			}
		}
	}
	return 0, fmt.Errorf("%q is not a length such as 160mm, 16cm, 6.3in or 450pt", s)
}

// readFonts reads the font files.
func (im *images) readFonts() ([]chart.Font, error) {
	var fonts []chart.Font
	for _, name := range im.fonts {
		font, err := readFont(name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		fonts = append(fonts, font)
	}
	return fonts, nil
}

func readFont(name string) (chart.Font, error) {
	f, err := os.Open(name)
	if err != nil {
		return chart.Font{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFont+1))
	if err != nil {
		return chart.Font{}, err
	}
	if len(data) > maxFont {
		return chart.Font{}, fmt.Errorf("larger than %d MB", maxFont>>20)
	}
	return chart.ParseFont(data)
}

// settings adds to a manifest's settings what pictures depend on. Fonts are
// known by their names only.
func (im *images) settings(to map[string]string) map[string]string {
	if im.format != chart.PNG {
		to["image"] = im.format
	}
	if im.width != "" {
		to["width"] = im.width
	}
	if im.dpi != 0 {
		to["dpi"] = strconv.FormatFloat(im.dpi, 'g', -1, 64)
	}
	return to
}
