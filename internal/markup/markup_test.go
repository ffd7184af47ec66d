package markup

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, in, own, quoted string }{
		{"plain", " just\n words ", "just words", ""},
		{"entities", "tea &amp; cake &#8217;", "tea & cake ’", ""},
		{"blocks", "<p>one</p><p>two<br>three</p>", "one\ntwo\nthree", ""},
		{"quote", "<blockquote><p>they said</p></blockquote><p>I say</p>", "I say", "they said"},
		{"only a quote", "<blockquote>all of it</blockquote>", "all of it", ""},
		{"script", "a<script>b()</script>c", "ac", ""},
		{"lone sign", "a < b, and I <3 it", "a < b, and I <3 it", ""},
		{"bad bytes", "caf\xe9 &amp; \x00\x07bar", "caf\uFFFD & bar", ""},
		{"nothing", " \n", "", ""},
	} {
		own, quoted := Text(tt.in)
		if own != tt.own || quoted != tt.quoted {
			t.Errorf("%s: got %q, %q; want %q, %q", tt.name, own, quoted, tt.own, tt.quoted)
		}
	}
}

func TestBroken(t *testing.T) {
	for _, tt := range []struct{ name, in, own, quoted string }{
		{"plain", "one\r\n\r\ntwo  three\n", "one\ntwo three", ""},
		{"elements", "one <b>bold</b>\ntwo <a\nhref=x>link</a>", "one bold\ntwo link", ""},
		{"quote", "<blockquote>a\nb</blockquote>\nc", "c", "a\nb"},
		{"pre", "<pre>a\nb</pre>c", "a\nb\nc", ""},
	} {
		own, quoted := Broken(tt.in)
		if own != tt.own || quoted != tt.quoted {
			t.Errorf("%s: got %q, %q; want %q, %q", tt.name, own, quoted, tt.own, tt.quoted)
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"Ann &#124; Bee": "Ann | Bee", " Ann\n Lee ": "Ann Lee", "<b>Ann</b>": "Ann", "O&#039;Neil": "O'Neil", "<3": "<3",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDeep(t *testing.T) {
	own, _ := Broken(strings.Repeat("<div><font>\n", 200_000) + "end")
	if !strings.HasSuffix(own, "end") {
		t.Error("the text below deep nesting is lost")
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"<p>a</p>", "a\n<blockquote>b", "&#x10ffff;&bogus;", "<br/><br/><br/><br/><td>", "\xff\xfe<a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (string, string){Text, Broken} {
			own, quoted := read(s)
			if !utf8.ValidString(own) || !utf8.ValidString(quoted) {
				t.Errorf("not UTF-8: %q, %q", own, quoted)
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	in := strings.Repeat("<p>Some words &amp; <a href=\"https://example.org/\">a link</a> in a paragraph.</p>\n<blockquote>quoted</blockquote>", 20)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		Text(in)
	}
}
