package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/devtools"
	"github.com/undertone-project/undertone/reports"
	"github.com/undertone-project/undertone/reports/page"
)

// The tests of this file and of those that begin with browser_ drive a real
// browser. `.ci/run` installs it and says where it and axe-core are:
//
//	UNDERTONE_BROWSER=chromium UNDERTONE_AXE=axe.min.js go test ./reports/page -run Browser -v
const (
	browserVariable = "UNDERTONE_BROWSER"
	axeVariable     = "UNDERTONE_AXE"
)

// tab is an open page and the file that it shows.
type tab struct {
	*testing.T
	ctx  context.Context
	page *devtools.Page
	file string
}

// browse starts the browser for a test, or skips it where none is named.
func browse(t *testing.T) (context.Context, *devtools.Browser) {
	t.Helper()
	path := os.Getenv(browserVariable)
	if path == "" {
		t.Skip("set " + browserVariable + " to a Chromium to test the page in it")
	}
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Minute)
	b, err := devtools.Launch(path)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return ctx, b
}

func newTab(t *testing.T, ctx context.Context, browser *devtools.Browser, file string) *tab {
	t.Helper()
	p, err := browser.NewPage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{t, ctx, p, file}
	b.must(p.Resize(ctx, 1280, 900, 1))
	b.must(p.Media(ctx, "", map[string]string{"prefers-reduced-motion": "reduce"}))
	return b
}

// on is the same tab for a subtest.
func (b *tab) on(t *testing.T) *tab { return &tab{t, b.ctx, b.page, b.file} }

func (b *tab) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// open loads the page anew and tells how long that took.
func (b *tab) open(hash string) time.Duration {
	b.Helper()
	took, err := b.page.Open(b.ctx, "file://"+b.file+hash)
	b.must(err)
	return took
}

// do runs a script and gives what it returns.
func do[T any](b *tab, script string) T {
	b.Helper()
	var out T
	b.must(b.page.Eval(b.ctx, "(async () => {"+helpers+script+"})()", &out))
	return out
}

// helpers of the scripts: $ finds one element or throws, $$ all; until waits
// for something to become true.
const helpers = `
const $ = (s) => { const e = document.querySelector(s); if (!e) throw new Error("nothing is " + s); return e; };
const $$ = (s) => [...document.querySelectorAll(s)];
const text = (s) => $(s).textContent;
const until = async (f) => { for (let i = 0; i < 600; i++) { const v = f(); if (v) return v; await new Promise((r) => setTimeout(r, 10)); } throw new Error("waited in vain for " + f); };
const pick = (s, v) => { const e = $(s); e.value = v; if (e.value !== String(v)) throw new Error(s + " has no " + v); e.dispatchEvent(new Event("change", { bubbles: true })); };
const type = (s, v) => { const e = $(s); e.value = v; e.dispatchEvent(new Event("input", { bubbles: true })); };
const told = () => text("#table-app [role=status]");
`

// want compares what a script returns.
func want[T comparable](b *tab, expected T, script string) {
	b.Helper()
	if got := do[T](b, script); got != expected {
		b.Errorf("%s\n got %v, want %v", script, got, expected)
	}
}

// quiet fails where the page complained, asked the network for anything, or was
// refused something by its policy.
func (b *tab) quiet() {
	b.Helper()
	for _, e := range b.page.Events("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Audits.issueAdded", "Page.javascriptDialogOpening") {
		b.Errorf("%s: %.600s", e.Method, e.Params)
	}
	for _, e := range b.page.Events("Network.requestWillBeSent") {
		var sent struct{ Request struct{ URL string } }
		b.must(json.Unmarshal(e.Params, &sent))
		if u, err := url.Parse(sent.Request.URL); err != nil || u.Scheme != "data" && !(u.Scheme == "file" && u.Path == b.file) {
			b.Errorf("the page asked for %.200s", sent.Request.URL)
		}
	}
}

// save writes a page to a file of the test.
func save(t *testing.T, out string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "index.html")
	if err := os.WriteFile(file, []byte(out), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// largest is scored once for all tests.
func largest(t *testing.T) []analysis.Result {
	largestOnce.Do(func() { largestResults = large(t, page.MaxComments) })
	return largestResults
}

var (
	largestOnce    sync.Once
	largestResults []analysis.Result
)

// demo is the page of the report on the demonstration data.
func demo(t *testing.T) string {
	t.Helper()
	a, err := analysis.New(analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "..", "testdata", "demo")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var read []analysis.Result
	opt := analysis.Options{}
	for pass := range 2 { // the first finds the targets
		for _, e := range entries {
			f, err := os.Open(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			threads, _, err := a.Read(context.Background(), e.Name(), f)
			f.Close()
			if err != nil {
				t.Fatal(err)
			}
			if pass == 0 {
				for _, p := range analysis.ProposeTargets(threads, 3) {
					opt.Targets = append(opt.Targets, p.Target)
				}
				continue
			}
			for i := range threads {
				r, err := a.Analyze(context.Background(), &threads[i])
				if err != nil {
					t.Fatal(err)
				}
				read = append(read, *r)
			}
		}
		if a, err = analysis.New(opt); err != nil {
			t.Fatal(err)
		}
	}
	rep, err := reports.New(read, reports.Options{Summary: analysis.SummaryOptions{Seed: 1}, Inputs: []reports.Input{{Name: "demo", Bytes: 1, SHA256: strings.Repeat("0", 64)}}})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "report")
	if err := rep.Write(context.Background(), out, false); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(out, "index.html")
}

// tabUntil presses Tab until the focus is on what the selector names.
func (b *tab) tabUntil(selector string, most int) {
	b.Helper()
	for range most {
		b.must(b.page.Press(b.ctx, "Tab"))
		if do[bool](b, fmt.Sprintf("return document.activeElement.matches(%q)", selector)) {
			return
		}
	}
	b.Fatalf("%d presses of Tab do not reach %s; the focus is on %s", most, selector, do[string](b, "return document.activeElement.outerHTML.slice(0, 200)"))
}
