package htmlpage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
)

// wide is n keys of an object.
func wide(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"k%d":{"name":1}`, i)
	}
	return b.String()
}

// patience is how long a hostile page of a megabyte may take on a busy machine.
// It takes a second or two on an idle one; a quadratic cost would take hours.
const patience = time.Minute

// hostile are pages made to cost much or to confuse.
func hostile() map[string]string {
	rep := strings.Repeat
	comment := func(id, body string) string {
		return `<li class="comment" id="comment-` + id + `"><cite class="fn">Ann</cite> <a href="#comment-` + id + `">3 May 2010 at 10:00</a><p>` + body + `</p></li>`
	}
	var flat, nested, different, spread strings.Builder
	for i := range 10_000 {
		flat.WriteString(comment(fmt.Sprint(i), "some words of a comment"))
		fmt.Fprintf(&different, `<div class="k%s%c">3 May 2010 <b>Ann</b> said: words</div>`, rep("x", i%50), 'a'+rune(i%26))
		fmt.Fprintf(&spread, `<i></i><b></b><div class="indent"><a href="#x%d">parent</a></div>`, i)
	}
	for i := range 10_000 {
		fmt.Fprintf(&nested, `<li class="comment" id="comment-%d"><p>words</p><ul class="children">`, i)
	}
	head := "<html><body><h1>T</h1>"
	list := head + `<ol class="commentlist">`
	return map[string]string{
		"deep divs":              head + rep("<div>", 100_000) + "text",
		"deep comments":          list + nested.String(),
		"unclosed formatting":    head + rep("<font size=1><b class=x>", 250) + rep("<p>word", 100_000),
		"different fonts":        head + fontTags(400) + rep("<p>word", 60_000),
		"a huge attribute":       head + `<div class="` + rep("comment ", 500_000) + `">text</div>`,
		"many attributes":        head + "<div" + manyAttributes(60_000) + ">text</div>",
		"many attributes often":  head + rep("<b"+manyAttributes(300)+">x", 2_000),
		"html repeated":          head + rep("<html"+manyAttributes(20)+">", 50_000),
		"a huge line":            list + comment("1", rep("word", 1_000_000)),
		"a line of dates":        list + comment("1", rep("3 May 2010 ", 100_000)),
		"many comments":          list + flat.String(),
		"siblings of many kinds": head + different.String(),
		"links to parents":       list + spread.String() + flat.String(),
		"nested quotes":          list + comment("1", rep("<blockquote>", 400)+"deep"),
		"nested links":           head + rep(`<a href="#comment-1" class="comment">`, 100_000) + "x",
		"tables":                 head + rep("<table><tr><td>", 50_000) + "x",
		"one id":                 list + rep(comment("1", "some words"), 3_000),
		"an endless tag":         head + "<div " + rep("a", 1_000_000),
		"endless comments":       head + rep("<!--", 200_000),
		"self-closed":            head + rep("<div/><script/><title/>", 100_000),
		"deep data":              head + `<script>window.comments = ` + rep("[", 500_000) + "</script>",
		"many data":              head + `<script>` + rep("comments = {", 100_000) + "</script>",
		"wide data":              head + `<script type="application/json">{"comments":[{"text":"x","author":{` + wide(100_000) + `},"id":1},{` + wide(100_000) + `}]}</script>`,
		"data in data":           head + `<script type="application/json">` + rep(`{"comments":[{"text":"x","author":"y","replies":`, 3_000) + "1" + rep("}]}", 3_000) + "</script>",
		"many hidden parts":      head + rep(`<noscript><ul><li>`+rep("<div>", 50)+`</noscript>`, 5_000),
		"frames in frames":       head + rep(`<iframe srcdoc="`+rep("&lt;div&gt;", 200)+`"></iframe>`, 2_000),
		"nothing":                "",
		"no markup":              "plain words only",
		"open script":            head + "<script>" + rep("<div class=comment>", 100_000),
		"json-ld":                head + `<script type="application/ld+json">` + rep(`{"@type":"Comment","comment":[`, 50_000) + `</script>`,
		"select":                 head + rep("<select><option>", 100_000),
	}
}

func fontTags(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<font size=%d>", i)
	}
	return b.String()
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d=%d", i, i)
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a minute")
	}
	for name, page := range hostile() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			checkRecords(t, []byte(page), Reader{})
			checkRecords(t, []byte(page), Reader{NoPlatforms: true})
			if d := time.Since(start); d > patience {
				t.Errorf("took %v for %d bytes", d, len(page))
			} else if d > time.Second {
				t.Logf("%v for %d bytes", d, len(page))
			}
		})
	}
}

// checkRecords reads a page and checks what holds for all of them: a post
// first, no id twice, every known parent among the comments before or after,
// no cycle.
func checkRecords(t testing.TB, page []byte, reader Reader) {
	t.Helper()
	parents := map[string]string{}
	first := true
	for r, err := range reader.Read(context.Background(), format.Source{Name: "p.html", Reader: bytes.NewReader(page), Audit: func(format.Note) {}}) {
		if errors.Is(err, dom.ErrNotText) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if first != (r.Kind == "post") {
			t.Fatalf("kind %q, first %v", r.Kind, first)
		}
		first = false
		if r.Kind == "post" {
			continue
		}
		if _, twice := parents[r.ID]; twice || r.ID == "" {
			t.Fatalf("id %q twice or empty", r.ID)
		}
		parents[r.ID] = r.ReplyTo
		if r.ReplyTo != "" && !r.ParentKnown {
			t.Fatalf("%q has a parent that is not known", r.ID)
		}
	}
	for id := range parents {
		at, steps := id, 0
		for at != "" {
			next, ok := parents[at]
			if !ok {
				t.Fatalf("%q answers %q, which is not there", id, at)
			}
			if steps++; steps > len(parents) {
				t.Fatalf("%q answers itself in the end", id)
			}
			at = next
		}
		if len(parents) > 2000 {
			break // the walk above is quadratic
		}
	}
}

// TestLimits makes sure that limits cut a page off and say so.
func TestLimits(t *testing.T) {
	page := []byte(hostile()["many comments"])
	for name, limits := range map[string]dom.Limits{"bytes": {Bytes: 10_000}, "elements": {Elements: 1000}} {
		records, notes := read(t, Reader{Limits: limits}, name, page)
		if len(records) < 10 || len(records) > 1000 {
			t.Errorf("%s: %d records", name, len(records))
		}
		warned := false
		for _, n := range notes {
			warned = warned || n.Role == "warning" && strings.Contains(n.Reason, "was not read")
		}
		if !warned {
			t.Errorf("%s: no warning among %+v", name, notes)
		}
	}
}

// TestCycles reads reply links that lead back to the comment itself.
func TestCycles(t *testing.T) {
	page := `<html><body><ol class="commentlist">`
	for i, to := range []int{2, 3, 1, 4, 1} {
		page += fmt.Sprintf(`<li class="comment" id="comment-%d"><cite class="fn">A%d</cite> <span>in reply to <a href="#comment-%d">this</a></span><p>Some words, number %d.</p></li>`, i+1, i+1, to, i+1)
	}
	checkRecords(t, []byte(page), Reader{})
	records, _ := read(t, Reader{}, "p.html", []byte(page))
	if len(records) != 6 || records[5].ReplyTo != "1" {
		t.Errorf("got %+v", records)
	}
}

// TestStopsEarly makes sure that a caller may stop and that a cancelled
// context ends the reading.
func TestStopsEarly(t *testing.T) {
	page := hostile()["many comments"]
	for range (Reader{}).Read(context.Background(), format.Source{Reader: strings.NewReader(page)}) {
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range (Reader{}).Read(ctx, format.Source{Reader: strings.NewReader(page)}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, input := range inputs(f) {
		data, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<li class=comment id=comment-1><li class=comment id=comment-1>"))
	f.Add([]byte("<dl id=comment_list><dt class=comment><dd><dl><dt class=comment>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		if len(page) > 1<<16 {
			return
		}
		checkRecords(t, page, Reader{})
		checkRecords(t, page, Reader{NoPlatforms: true})
		checkRecords(t, page, Reader{Limits: dom.Limits{Plain: true}})
	})
}
