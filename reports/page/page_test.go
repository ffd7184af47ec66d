package page_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/export"
	"github.com/undertone-project/undertone/reports/page"
)

// hostile texts try to leave where they stand: the element, the attribute, the
// string, the line, the direction of writing, the sandbox.
var hostile = []string{
	`</script><script>document.title="owned"</script>`,
	`<!--<script>`, `--></script>`, `<img src=x onerror=document.title="owned">`, `" onmouseover="document.title='owned'" x="`, `'};document.title="owned"//`,
	"\u2028document.title='owned'\u2029", "\u202egnp.exe\u202c", "\u2066left\u2069", `javascript:document.title="owned"`, `{{.Policy}}`, `]]>`, "\x00\x01\x7f", "\xff\xfebroken\xc3",
	`<svg onload=document.title="owned">`, `&lt;script&gt;`, `${document.title="owned"}`, "<style>*{display:none}</style>", "__proto__", "constructor",
	"data:text/html,<script>document.title='owned'</script>", "🇬🇧👩‍👩‍👧 é ﷽ مرحبا שלום 你好", strings.Repeat("a", 30_000), "C-%2F/../#c-1?%zz",
}

// discussion is a thread in which each field of the i-th comment holds texts[i].
func discussion(texts ...string) analysis.Result {
	t := &thread.Thread{ID: "t", Source: "in.csv", Post: thread.Post{ID: "post", Title: texts[0], Text: texts[0], Author: texts[0], URL: texts[0], StatedComments: -1}}
	r := analysis.Result{Thread: t, PostLanguage: "en"}
	for i, s := range texts {
		parent := "post"
		if i%3 > 0 {
			parent = fmt.Sprint("c", i-1)
		}
		c := thread.Comment{
			ID: fmt.Sprint("c", i), Author: s, AuthorSource: thread.AuthorStated, Title: s, URL: s, Text: s, Quoted: s,
			Reply: thread.ReplyEdge{Parent: parent, Source: thread.ParentInferred, Confidence: .6, Candidates: []thread.Candidate{{Parent: parent, Probability: .6}, {Parent: "c0", Probability: .4}}},
		}
		t.Comments = append(t.Comments, c)
		score := sentiment.Score{Scored: true, Negative: .7, Neutral: .2, Positive: .1, Evidence: []thread.Evidence{{Rule: "word", Weight: -1.5, Span: thread.Span{Start: 0, End: min(4, len(s))}}}}
		r.Sentiment = append(r.Sentiment, score)
		r.Languages = append(r.Languages, s)
		r.Replies = append(r.Replies, stance.ReplyStance{Scored: true, Agree: .1, Disagree: .7, Query: .1, Neutral: .1})
		r.Stances = append(r.Stances, []stance.Stance{{Target: s, Favor: .1, Against: .8, None: .1, Mentioned: true}})
		r.Words = append(r.Words, 1)
	}
	return r
}

// everywhere is a page that holds s in every field.
func everywhere(s string, results ...analysis.Result) *page.Page {
	sheet := export.Sheet{Columns: []export.SheetColumn{{Name: s, Doc: s}, {Name: "n", Number: true}}, Rows: [][]string{{s, "1"}}}
	return &page.Page{
		Kind: "Report", Title: s, Lead: s, Numbers: []page.Number{{Label: s, Value: s, Note: s}}, Findings: []page.Finding{{Sentence: s, Figures: s, Chart: "trend"}},
		Warnings: []string{s}, Tables: []page.Table{{Name: "all", Label: s, Note: s, Sheet: sheet}},
		Charts: []page.Chart{{
			Name: "trend", Label: s, Alt: s, Finding: s, Width: 10, Height: 10, Sheet: &sheet, Note: s,
			Picture: func() ([]byte, string, error) { return pixel, "image/png", nil },
		}},
		Groups: []analysis.Group{{Name: s, Results: results}}, Method: []page.Entry{{Term: s, Text: s}},
		Inputs: []page.Input{{Name: s, Bytes: 1, SHA256: s}}, Files: []page.Entry{{Term: "comments.csv", Text: s}},
	}
}

// pixel is a picture of one white point.
var pixel, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj6hgAAAABJRU5ErkJggg==")

func write(tb testing.TB, p *page.Page) string {
	tb.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

var (
	policyPattern = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)
	scriptPattern = regexp.MustCompile(`(?s)<script>(.*)</script>\s*</body>`)
	stylePattern  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	dataPattern   = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)
)

// part finds the one place of a pattern.
func part(tb testing.TB, pattern *regexp.Regexp, s string) string {
	tb.Helper()
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		tb.Fatalf("the page has no %v", pattern)
	}
	return m[1]
}

// The policy allows exactly the script and the style that the page has.
func TestPolicy(t *testing.T) {
	out := write(t, everywhere("x", discussion(hostile...)))
	policy := html.UnescapeString(part(t, policyPattern, out))
	for _, want := range []string{
		"default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:", "require-trusted-types-for 'script'",
		"script-src 'sha256-" + sum(part(t, scriptPattern, out)) + "';", "style-src 'sha256-" + sum(part(t, stylePattern, out)) + "';",
	} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	for _, never := range []string{"unsafe", "http:", "https:", "*"} {
		if strings.Contains(policy, never) {
			t.Errorf("the policy %q holds %q", policy, never)
		}
	}
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(h[:])
}

// skeleton is the page's markup without what it says: the tags in order, with
// the names of their attributes.
func skeleton(out string) []string {
	out = dataPattern.ReplaceAllString(out, "")
	var tags []string
	for _, tag := range regexp.MustCompile(`<[a-zA-Z/!][^>]*>`).FindAllString(stylePattern.ReplaceAllString(scriptPattern.ReplaceAllString(out, ""), ""), -1) {
		tags = append(tags, regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`))
	}
	return tags
}

// Whatever people write, the markup stays what it is for a plain word.
func TestHostile(t *testing.T) {
	want := skeleton(write(t, everywhere("word", discussion("word"))))
	if len(want) < 50 {
		t.Fatalf("only %d tags: is the test looking at the page?", len(want))
	}
	for _, s := range hostile {
		out := write(t, everywhere(s, discussion(s)))
		if d := cmp.Diff(want, skeleton(out)); d != "" {
			t.Errorf("%.40q changes the markup (-want +got):\n%s", s, d)
		}
		checkData(t, out, s)
	}
}

// checkData decodes the data and looks for the text of the first comment.
func checkData(tb testing.TB, out, text string) {
	tb.Helper()
	data := part(tb, dataPattern, out)
	if i := strings.IndexAny(data, "<>&\u2028\u2029"); i >= 0 {
		tb.Errorf("%.40q: the data hold %q", text, data[i])
	}
	var got struct{ Rows [][]any }
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		tb.Fatalf("%.40q: the data are not JSON: %v", text, err)
	}
	shown := strings.ToValidUTF8(strings.Join(strings.Split(text, ""), ""), "\ufffd")
	if s := got.Rows[1][12].(string); len(text) < 1000 && strings.Trim(s, "\ufffd") != strings.Trim(shown, "\ufffd") {
		tb.Errorf("the text is %q, want %q", s, shown)
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	want := skeleton(write(f, everywhere("word", discussion("word"))))
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" {
			return // what is empty has no markup at all
		}
		out := write(t, everywhere(s, discussion(s)))
		if d := cmp.Diff(want, skeleton(out)); d != "" {
			t.Errorf("%q changes the markup (-want +got):\n%s", s, d)
		}
		data := part(t, dataPattern, out)
		if !json.Valid([]byte(data)) || strings.ContainsAny(data, "<>&\u2028\u2029") {
			t.Errorf("%q: data %q", s, data)
		}
	})
}

// The page asks for nothing: no address of the network stands where a browser
// would fetch it.
func TestSelfContained(t *testing.T) {
	out := write(t, everywhere("word", discussion("word")))
	for _, attr := range regexp.MustCompile(`(?:src|srcset|href|action|poster|data)="([^"]*)"`).FindAllStringSubmatch(out, -1) {
		if v := attr[1]; !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "data:") && v != "comments.csv" {
			t.Errorf("the page refers to %q", v)
		}
	}
	if strings.Contains(part(t, stylePattern, out), "url(") || strings.Contains(part(t, stylePattern, out), "@import") {
		t.Error("the style loads something")
	}
	if regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function`).MatchString(part(t, scriptPattern, out)) {
		t.Error("the script makes markup of text")
	}
}

func TestDeterministic(t *testing.T) {
	a, b := write(t, everywhere("word", discussion(hostile...))), write(t, everywhere("word", discussion(hostile...)))
	if a != b {
		t.Error("two pages of the same differ")
	}
}

// Spans are byte offsets; the script counts UTF-16 units.
func TestMarks(t *testing.T) {
	text := "é 🙂 \xff bad, good"
	r := discussion(text)
	at := strings.Index(text, "bad")
	r.Sentiment[0].Evidence = []thread.Evidence{
		{Rule: "word", Weight: -2, Span: thread.Span{Start: at, End: at + 3}},
		{Rule: "word", Weight: 1, Span: thread.Span{Start: at + 5, End: at + 9}},
		{Rule: "word", Weight: .01, Span: thread.Span{Start: 0, End: 2}},            // too faint
		{Rule: "word", Weight: 5, Span: thread.Span{Start: at + 3, End: at + 4}},    // a comma
		{Rule: "word", Weight: 5, Span: thread.Span{Start: 1, End: 2}},              // inside a character
		{Rule: "word", Weight: 5, Span: thread.Span{Start: 5, End: 999}},            // beyond the end
		{Rule: "word", Weight: -1.9, Span: thread.Span{Start: at + 1, End: at + 2}}, // under a stronger one
		{Rule: "manner", Weight: -3, Note: "about no words"},                        // no span
		{Rule: "mention", Weight: 0, Span: thread.Span{Start: at + 5, End: at + 9}}, // names a target: comes first
	}
	var got struct{ Rows [][]any }
	if err := json.Unmarshal([]byte(part(t, dataPattern, write(t, everywhere("x", r)))), &got); err != nil {
		t.Fatal(err)
	}
	var marked []string
	units := utf16.Encode([]rune(got.Rows[1][12].(string)))
	marks := got.Rows[1][15].([]any)
	for k := 0; k < len(marks); k += 3 {
		start, n := int(marks[k].(float64)), int(marks[k+1].(float64))
		marked = append(marked, fmt.Sprint(string(utf16.Decode(units[start:start+n])), " ", marks[k+2]))
	}
	if d := cmp.Diff([]string{"bad -200", "good 0"}, marked); d != "" {
		t.Errorf("marks (-want +got):\n%s", d)
	}
}

// A page holds the first comments and says what it leaves out.
func TestLimit(t *testing.T) {
	var texts []string
	for i := range page.MaxComments/2 + 10 {
		texts = append(texts, fmt.Sprint("comment ", i))
	}
	one, two := discussion(texts...), discussion(texts...)
	two.Thread.ID = "u"
	out := write(t, everywhere("x", one, two, discussion("left out")))
	if !strings.Contains(out, "holds the first 20,000 of 20,021 comments") {
		t.Error("the page does not say what it leaves out")
	}
	var got struct {
		Rows    [][]any
		Threads []struct{ Rows, Comments int }
	}
	if err := json.Unmarshal([]byte(part(t, dataPattern, out)), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != page.MaxComments+2 || len(got.Threads) != 2 || got.Threads[1].Rows != page.MaxComments/2-9 || got.Threads[1].Comments != page.MaxComments/2+10 {
		t.Errorf("%d rows, threads %+v", len(got.Rows), got.Threads)
	}
}

// Without texts the page says so and still holds the rest.
func TestWithoutTexts(t *testing.T) {
	if out := write(t, everywhere("x", discussion("", ""))); !strings.Contains(out, "The texts are not part of this report") {
		t.Error("the page does not say that the texts are missing")
	}
	if out := write(t, everywhere("x")); strings.Contains(out, `id="comments"`) {
		t.Error("a page without results has a table of comments")
	}
}

func TestErrors(t *testing.T) {
	p := everywhere("x")
	p.Charts[0].Picture = func() ([]byte, string, error) { return nil, "", io.ErrUnexpectedEOF }
	if err := p.Write(io.Discard); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
	if err := everywhere("x", discussion("word")).Write(full{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// large is a discussion of n comments with what an engine says of each.
func large(tb testing.TB, n int) []analysis.Result {
	tb.Helper()
	says := []string{
		"What a wonderful idea, thank you! My street has waited for it since the bridge was closed.", "This is a terrible plan and the council knows it.",
		"When does it start?", "I agree with you, the council did well, but the drains were forgotten again.", "Nonsense. You are wrong about the council, as always.",
		"The meeting is on Thursday at seven, in the old school, and everybody is welcome to come and to ask.", "Great, great news :-)", "I don't hate it, but it is not good either.",
	}
	var b strings.Builder
	b.WriteString("id,parent_id,thread_id,author,created_at,text\n")
	for i := range n {
		parent := ""
		switch {
		case i > 300 && i < 700:
			parent = fmt.Sprint(i - 1) // a chain
		case i%3 > 0:
			parent = fmt.Sprint(i / 2)
		}
		fmt.Fprintf(&b, "%d,%s,t,person%d,2024-05-%02dT%02d:%02d:00Z,\"%s (%d)\"\n", i, parent, i*7%(n/9+1), 1+i*20/n, i%24, i%60, says[(i*5+i/7)%len(says)], i)
	}
	a, err := analysis.New(analysis.Options{Targets: []stance.Target{{Name: "council"}}})
	if err != nil {
		tb.Fatal(err)
	}
	threads, _, err := a.Read(context.Background(), "in.csv", strings.NewReader(b.String()))
	if err != nil {
		tb.Fatal(err)
	}
	var out []analysis.Result
	for i := range threads {
		res, err := a.Analyze(context.Background(), &threads[i])
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, *res)
	}
	return out
}

func BenchmarkWrite(b *testing.B) {
	p := everywhere("word", large(b, page.MaxComments)...)
	size := len(write(b, p))
	b.SetBytes(int64(size))
	for b.Loop() {
		if err := p.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(page.MaxComments)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
	b.ReportMetric(float64(size)/page.MaxComments, "bytes/comment")
}
