package xmlstream

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// records reads all elements of a name.
func records(t *testing.T, in, name string, limit int) (out []*Element, bad []error) {
	t.Helper()
	s, err := New(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	for {
		ev, err := s.Next()
		if err == io.EOF {
			return out, bad
		}
		if errors.Is(err, ErrTag) {
			bad = append(bad, err)
			continue
		}
		if err != nil {
			return out, append(bad, err)
		}
		if ev.Kind != Start || ev.Name != name {
			continue
		}
		e, err := s.Read(ev, limit)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		out = append(out, e)
	}
}

func TestRead(t *testing.T) {
	long := strings.Repeat("x", 200_000)
	for _, tt := range []struct{ name, in, text string }{
		{"plain", `<r><a>one</a></r>`, "one"},
		{"prefix", `<r xmlns:q="u"><q:a>one</q:a></r>`, "one"},
		{"stray head", "`\x00<?xml version='1.0'?><r><a>one</a></r>", "one"},
		{"entities", `<r><a>a &amp;lt; b &#x41; &unknown;</a></r>`, "a &lt; b A &unknown;"},
		{"cdata", `<r><a>1 &lt; <![CDATA[<b>&lt;]]>]]&gt;</a></r>`, "1 < <b>&lt;]]>"},
		{"long cdata", `<r><a><![CDATA[` + long + `]]></a></r>`, long},
		{"cdata end at the window", `<r><a><![CDATA[` + strings.Repeat("x", window/2-17) + `]]></a></r>`, strings.Repeat("x", window/2-17)},
		{"comment", `<r><!-- <a>no</a> --><a>one</a></r>`, "one"},
		{"doctype", `<!DOCTYPE r [<!ENTITY a "b"> <!ENTITY c "&a;&a;">]><r><a>&c;</a></r>`, "&c;"},
		{"stray end tag", `<r><a>one</b> two</a></r>`, "one two"},
		{"missing end tag", `<r><a>one<b>two</a></r>`, "onetwo"},
		{"lone sign", `<r><a>1 < 2 <3</a></r>`, "1 < 2 <3"},
		{"sign in a value", `<r><a q="x>y">one</a></r>`, "one"},
		{"latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><r><a>caf\xe9</a></r>", "café"},
		{"wrong declaration", "<?xml version='1.0' encoding='ISO-8859-1'?><r><a>café</a></r>", "café"},
		{"undeclared", "<r><a>caf\xe9</a></r>", "café"},
	} {
		got, bad := records(t, tt.in, "a", 1<<20)
		if len(got) != 1 || len(bad) > 0 || got[0].Text() != tt.text {
			t.Errorf("%s: got %v, %v", tt.name, got, bad)
			for _, e := range got {
				t.Logf("%.100q", e.Text())
			}
		}
	}
}

func TestElement(t *testing.T) {
	got, _ := records(t, "<r>\n<a x:id='1' b=\"&quot;\">\n<c>one</c><c> two <i z='&lt;'>&amp;</i></c></a></r>", "a", 1<<20)
	if len(got) != 1 {
		t.Fatal(got)
	}
	a := got[0]
	if a.Attr("id") != "1" || a.Attr("b") != `"` || a.Get("c") != "one" || len(a.All("c")) != 2 || a.First != 2 || a.Last != 3 {
		t.Errorf("got %+v", a)
	}
	if m := a.All("c")[1].Markup(); m != ` two <i z="&lt;">&amp;</i>` {
		t.Errorf("markup: %q", m)
	}
	var none *Element
	if none.Text() != "" || none.Markup() != "" || none.Child("x") != nil {
		t.Error("nil is not empty")
	}
}

func TestLimits(t *testing.T) {
	big := "<r><a>" + strings.Repeat("x", 5000) + "<b>in</b></a><a>small</a></r>"
	got, bad := records(t, big, "a", 1000)
	if len(got) != 1 || got[0].Text() != "small" || len(bad) != 1 || !errors.Is(bad[0], ErrRecord) {
		t.Errorf("too large: %v, %v", got, bad)
	}
	_, bad = records(t, "<r><a>cut", "a", 1000)
	if len(bad) != 1 || !errors.Is(bad[0], ErrTruncated) {
		t.Errorf("cut off: %v", bad)
	}
	_, bad = records(t, strings.Repeat("<d>", 100_000), "a", 1000)
	if len(bad) != 1 || !errors.Is(bad[0], ErrDepth) {
		t.Errorf("deep: %v", bad)
	}
	got, bad = records(t, "<r><z q='"+strings.Repeat("x", MaxTag+5)+"'/><a>one</a></r>", "a", 1000)
	if len(got) != 1 || len(bad) != 1 || !errors.Is(bad[0], ErrTag) {
		t.Errorf("long tag: %v, %v", got, bad)
	}
	got, bad = records(t, "<r><a>"+strings.Repeat("<i/>", MaxElements+1)+"</a><a>b</a></r>", "a", 64<<20)
	if len(got) != 1 || len(bad) != 1 || !errors.Is(bad[0], ErrRecord) {
		t.Errorf("many elements: %v, %v", len(got), bad)
	}
}

func FuzzScanner(f *testing.F) {
	for _, s := range []string{"<r><a>1</a></r>", "<a><![CDATA[x]]></a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<a b='c>d' e=f/>", "</a></b><a><", "\xff\xfe<\x00a\x00>\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s, err := New(strings.NewReader(in))
		if err != nil {
			return
		}
		for n := 0; ; n++ {
			ev, err := s.Next()
			if err != nil {
				return
			}
			if n > 4*len(in)+16 {
				t.Fatal("more events than input")
			}
			if ev.Kind == Start && ev.Name == "a" {
				if e, err := s.Read(ev, 1000); err == nil {
					_ = e.Markup()
				}
			}
		}
	})
}

func BenchmarkScanner(b *testing.B) {
	in := "<r>" + strings.Repeat("<a id='1'><b>some text &amp; more</b><c><![CDATA[<p>A paragraph of text, as long as they are.</p>]]></c></a>\n", 10_000) + "</r>"
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		s, err := New(strings.NewReader(in))
		if err != nil {
			b.Fatal(err)
		}
		for {
			ev, err := s.Next()
			if err != nil {
				break
			}
			if ev.Name == "a" && ev.Kind == Start {
				if _, err := s.Read(ev, 1<<20); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
