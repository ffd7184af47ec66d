// Pageshot pictures a report's page with an installed Chromium:
//
//	go run ./internal/tools/pageshot [-width 1200] [-height 800] [-top 0] [-dark] [-hash #c-1] PAGE.html OUT.png
//
// With -at SELECTOR the picture begins where that element does; an OUT that ends
// in .pdf is printed instead.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/undertone-project/undertone/internal/devtools"
)

type options struct {
	browser, hash, at, run string
	width, height, top     int
	scale                  float64
	dark                   bool
}

func main() {
	var o options
	flag.StringVar(&o.browser, "browser", "chromium", "the browser's program")
	flag.StringVar(&o.hash, "hash", "", "fragment of the address, with its #")
	flag.StringVar(&o.at, "at", "", "element (CSS selector) to begin at")
	flag.StringVar(&o.run, "run", "", "script to run before")
	flag.IntVar(&o.width, "width", 1200, "width in CSS pixels")
	flag.IntVar(&o.height, "height", 800, "height in CSS pixels")
	flag.IntVar(&o.top, "top", 0, "where to begin in CSS pixels")
	flag.Float64Var(&o.scale, "scale", 1, "pixels a CSS pixel")
	flag.BoolVar(&o.dark, "dark", false, "dark colours")
	flag.Parse()
	if err := shoot(o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "pageshot:", err)
		os.Exit(1)
	}
}

func shoot(o options, args []string) (err error) {
	if len(args) != 2 {
		return errors.New("give the page and the picture to write")
	}
	path, err := filepath.Abs(args[0])
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	b, err := devtools.Launch(o.browser)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	p, err := b.NewPage(ctx)
	if err != nil {
		return err
	}
	scheme := map[bool]string{false: "light", true: "dark"}[o.dark]
	if err := errors.Join(p.Resize(ctx, o.width, o.height, o.scale), p.Media(ctx, "", map[string]string{"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"})); err != nil {
		return err
	}
	if _, err := p.Open(ctx, "file://"+path+o.hash); err != nil {
		return err
	}
	if o.run != "" {
		if err := p.Eval(ctx, o.run, nil); err != nil {
			return err
		}
	}
	if o.at != "" {
		if err := p.Eval(ctx, "Math.round(document.querySelector("+strconv.Quote(o.at)+").getBoundingClientRect().top + scrollY)", &o.top); err != nil {
			return err
		}
	}
	var data []byte
	if filepath.Ext(args[1]) == ".pdf" {
		data, err = p.PDF(ctx)
	} else {
		data, err = p.Screenshot(ctx, o.top, o.width, o.height)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], data, 0o666)
}
