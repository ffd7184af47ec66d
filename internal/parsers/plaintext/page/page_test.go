package page

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	got, err := Read(context.Background(), "in", strings.NewReader("\n  one \r\n\u200b\n\ttwo\nthree"), 100, 64<<20)
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{{2, "one", 2, true, 0}, {4, "two", 4, true, 0}, {5, "three", 0, false, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestClean(t *testing.T) {
	got := Clean([]Line{{Text: "th\x01r\x00ee"}, {Text: "\x02"}, {Text: "W\uFFFDh\uFFFDo\uFFFD"}, {Text: "caf\uFFFD noir\twith"}})
	want := []Line{{Text: "three", Lost: 2}, {Text: "Who", Lost: 3}, {Text: "caf\uFFFD noir\twith"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadErrors(t *testing.T) {
	if _, err := Read(context.Background(), "in", strings.NewReader("\n \n"), 100, 64<<20); !errors.Is(err, ErrEmpty) {
		t.Errorf("error %v, want ErrEmpty", err)
	}
	for _, n := range []int{101, 300_000} {
		_, err := Read(context.Background(), "in", strings.NewReader("one\n"+strings.Repeat("x", n)), 100, 64<<20)
		if err == nil || !strings.Contains(err.Error(), "in:2: ") {
			t.Errorf("a line of %d bytes: error %v", n, err)
		}
	}
	if _, err := Read(context.Background(), "in", strings.NewReader("one\n"+strings.Repeat("x", 100)), 100, 64<<20); err != nil {
		t.Errorf("a line of the greatest length: %v", err)
	}
}

func TestParseMeta(t *testing.T) {
	type meta struct {
		Name, Label string
		Date, Says  bool
		Count       int
	}
	tests := []struct {
		in   string
		want *meta
	}{
		{"by Ines Halloran on June 25, 2012", &meta{"Ines Halloran", "", true, false, -1}},
		{"Posted by mira on Sunday October 28, @11:02PM", &meta{"mira", "", true, false, -1}},
		{"Mira Okafor7 February 2022 12:31", &meta{"Mira Okafor", "", true, false, -1}},
		{"Mira Okafor · March 10, 2017 at 12:20 AM says:", &meta{"Mira Okafor", "", true, true, -1}},
		{"Written by  //  January 27, 2022  //  Rivers, Water  //  No comments", &meta{"", "Rivers, Water", true, false, 0}},
		{"World Feb 4, 2022", &meta{"", "World", true, false, -1}},
		{"July 7, 2012 at 12:27 am", &meta{"", "", true, false, -1}},
		{"on April 16, 2012 at 4:56 am. Reply", &meta{"", "", true, false, -1}},
		{"20. Jul, 2012 / Emily says:", &meta{"Emily", "", true, true, -1}},
		{"Tom B. says:", &meta{"Tom B.", "", false, true, -1}},
		{"2 Mira Okafor November 8, 2012 at 4:44 AM", &meta{"Mira Okafor", "", true, false, -1}},
		{"Blue is my colour July 3, 2012 at 4:44 AM", &meta{"", "Blue is my colour", true, false, -1}},
		{"tomB said...", &meta{"tomB", "", false, true, -1}},
		{"I know what he said.", nil},
		{"57 comments", &meta{"", "", false, false, 57}},
		{"1,204 Comments", &meta{"", "", false, false, 1204}},
		{"4 yr. ago", &meta{"", "", true, false, -1}},
		{"By Ines Halloran", &meta{"Ines Halloran", "", false, false, -1}},
		{"It happened on January 5, 2022, when the river was low.", nil},
		{"THE COUNCIL VOTES [TODAY]!", nil},
		{"http://example.org/2012/07/10/a-page/", nil},
		{"Talks will go on until 13 January.", nil},
		{"I read all 57 comments and I am tired", nil},
		{"By and large it works", nil},
		{"Mira Okafor", nil},
		{"", nil},
	}
	for _, tt := range tests {
		m, ok := ParseMeta(tt.in)
		if ok != (tt.want != nil) {
			t.Errorf("ParseMeta(%q) = %+v, %v", tt.in, m, ok)
			continue
		}
		if !ok {
			continue
		}
		got := meta{m.Name, m.Label, m.HasDate, m.Says, -1}
		if m.HasCount {
			got.Count = m.Comments
		}
		if diff := cmp.Diff(*tt.want, got); diff != "" {
			t.Errorf("ParseMeta(%q): %s", tt.in, diff)
		}
	}
}

func TestFurniture(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Reply", "button"},
		{"[Reply]", "button"},
		{"Leave a Comment", "button"},
		{"This website uses cookies so that we can do better.", "cookie notice"},
		{"Watch live as the ships come in", "video caption"},
		{"Your email address will not be published. Required fields are marked *", "comment form"},
		{"***", "signs only"},
		{"My cookies came out flat and I want to know why.", ""},
		{"Reply to me when you have read it.", ""},
		{"Watch live as they do it and you will see that I am right.", ""},
		{"I like this", ""},
	}
	for _, tt := range tests {
		if got := Furniture(tt.in); got != tt.want {
			t.Errorf("Furniture(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTitleLike(t *testing.T) {
	for in, want := range map[string]bool{
		"A tram stops on the bridge": true, "‘A day to be proud of’": true, "Will it ever move?": true,
		"A tram stops on the bridge.": false, "a tram stops": false, "": false, "Talks with the U.S.": true,
	} {
		if got := TitleLike(in); got != want {
			t.Errorf("TitleLike(%q) = %v, want %v", in, got, want)
		}
	}
}
