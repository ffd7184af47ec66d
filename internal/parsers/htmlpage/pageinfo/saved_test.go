package pageinfo

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func TestFindSaved(t *testing.T) {
	const page = "<html><head><title>x</title></head><body><p>Two days ago</p></body></html>"
	const behind = "\n<!--\n     FILE ARCHIVED ON 03:04:03 Jan 09, 2014 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 14:52:53 May 07, 2020.\n-->"
	archived := time.Date(2014, 1, 9, 3, 4, 3, 0, time.UTC)
	for _, c := range []struct {
		name, in string
		want     Saved
	}{
		{"nothing", "<!DOCTYPE html>" + page, Saved{}},
		{"browser", "<!DOCTYPE html>\n<!-- saved from url=(0019)https://example.org/ -->" + page, Saved{URL: "https://example.org/"}},
		{"extension", "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Tue Jun 04 2024 10:00:00 GMT+0200 (CEST)\n-->" + page[6:],
			Saved{URL: "https://example.org/a", At: time.Date(2024, 6, 4, 8, 0, 0, 0, time.UTC)}},
		{"archive", page + behind, Saved{At: archived}},
		{"archive saved by a browser", "<!-- saved from url=(0019)https://web.archive.org/web/20140109030403/https://example.org/ -->" + page + behind,
			Saved{URL: "https://web.archive.org/web/20140109030403/https://example.org/", At: archived}},
		{"not a date", page + "<!-- FILE ARCHIVED ON 99:99:99 Jan 99, 2014 AND RETRIEVED -->", Saved{}},
	} {
		root, err := html.Parse(strings.NewReader(c.in))
		if err != nil {
			t.Fatal(err)
		}
		if got := FindSaved(root); got.URL != c.want.URL || !got.At.Equal(c.want.At) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
