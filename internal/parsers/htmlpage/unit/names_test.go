package unit

import "testing"

func TestCleanAuthor(t *testing.T) {
	tests := []struct {
		in, want  string
		announced bool
	}{
		{"Ann Lee", "Ann Lee", false},
		{"Ann Lee says:", "Ann Lee", true},
		{"Posted by: Ann Lee", "Ann Lee", true},
		{"Posted by Ann Lee at \x1f", "Ann Lee", true},
		{"#12 Ann", "Ann", false},
		{"3. Ann -", "Ann", false},
		{"Anonymous said...", "Anonymous", true},
		{"Anna schrieb am \x1f", "Anna", true},
		{"von Anna", "Anna", true},
		{"Ann (not verified)", "Ann", false},
		{"@ann", "ann", false},
		{"Geschrieben von Bernd", "Bernd", true},
		{"Dora a écrit :", "Dora", true},
	}
	for _, tt := range tests {
		if got, announced := cleanAuthor(tt.in); got != tt.want || announced != tt.announced {
			t.Errorf("cleanAuthor(%q) = %q, %v; want %q, %v", tt.in, got, announced, tt.want, tt.announced)
		}
	}
	for _, s := range []string{"", "says", "on", "Permalink", "deleted", "one two three four five six seven eight nine"} {
		if canBeName(s) {
			t.Errorf("canBeName(%q)", s)
		}
	}
}

func TestOnlyControls(t *testing.T) {
	for _, s := range []string{"Reply", "Reply to this", "Permalink | Report abuse", "Antworten", "Gefällt mir · Antworten", "(3)", "•"} {
		if !onlyControls(s) {
			t.Errorf("%q is furniture", s)
		}
	}
	for _, s := range []string{"this", "I like it", "No reply yet?", ":)", "+1", "!!!", "😀", "Show me"} {
		if onlyControls(s) {
			t.Errorf("%q is no furniture", s)
		}
	}
}

func TestShortID(t *testing.T) {
	tests := map[string]string{
		"comment-12": "12", "comment_12": "12", "li-comment-12": "12", "c4011": "c4011", "post_7": "7", "js-post-7": "7", "t1_abc": "t1_abc", "msg12": "12",
		"comment-6a00d8341c7de353ef": "6a00d8341c7de353ef", "p903": "903",
	}
	for in, want := range tests {
		if got, ok := shortID(in); !ok || got != want {
			t.Errorf("shortID(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"comments", "respond", "sidebar-2", "footer-widget-area-1", ""} {
		if got, ok := shortID(in); ok {
			t.Errorf("shortID(%q) = %q", in, got)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{"commentAuthor": "comment author", "byline-author_2 vcard": "byline author vcard", "HTMLText": "htmltext"} {
		got := ""
		for i, w := range Words(in) {
			if i > 0 {
				got += " "
			}
			got += w
		}
		if got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}
