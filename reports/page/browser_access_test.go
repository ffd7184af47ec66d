package page_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/internal/devtools"
)

// violation is what axe-core finds against a rule.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML, FailureSummary string
		Target               []any
	}
}

// axe looks for violations of accessibility rules and fails for each. The
// protocol evaluates axe-core past the page's policy, which stays in force for
// all else.
func axe(b *tab, source string) {
	b.Helper()
	b.must(b.page.Eval(b.ctx, source+"; undefined", nil))
	found := do[[]violation](b, `const r = await axe.run(document, { resultTypes: ["violations"] });
		if (r.passes.length < 20) throw new Error("axe checked next to nothing");
		return r.violations.map((v) => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => ({ html: n.html.slice(0, 300), failureSummary: n.failureSummary, target: n.target })) }));`)
	for _, v := range found {
		for _, n := range v.Nodes {
			b.Errorf("%s (%s): %s\n%s\n%s\nat %v", v.ID, v.Impact, v.Help, n.HTML, n.FailureSummary, n.Target)
		}
	}
}

// No rule of axe-core is broken, in light and dark, on a wide and a narrow
// screen, with everything unfolded, in a small report and in the largest.
func TestBrowserAxe(t *testing.T) {
	ctx, browser := browse(t)
	path := os.Getenv(axeVariable)
	if path == "" {
		t.Skip("set " + axeVariable + " to axe-core's axe.min.js to check accessibility")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	small := newTab(t, ctx, browser, demo(t))
	big := newTab(t, ctx, browser, save(t, write(t, everywhere("word", largest(t)...))))
	const all = `for (const d of $$("details")) d.open = true; pick("#f-size", 50); const s = $("#f-show"); pick("#f-show", s.options[s.options.length - 1].value);`
	for _, c := range []struct {
		name, scheme string
		tab          *tab
		width        int
		script       string
	}{
		{"demo, light", "light", small, 1280, ""},
		{"demo, dark, unfolded, narrow", "dark", small, 390, all},
		{"large, light", "light", big, 1280, ""},
		{"large, dark", "dark", big, 1280, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := c.tab.on(t)
			b.must(b.page.Media(ctx, "", map[string]string{"prefers-color-scheme": c.scheme, "prefers-reduced-motion": "reduce"}))
			b.must(b.page.Resize(ctx, c.width, 900, 1))
			b.open("")
			if c.script != "" {
				do[any](b, c.script)
			}
			axe(b, string(source))
		})
	}
}

// axNode is a node of the tree that a screen reader gets.
type axNode struct {
	Ignored    bool
	Role, Name struct{ Value any }
	Properties []struct {
		Name  string
		Value struct{ Value any }
	}
}

func (n axNode) role() string { s, _ := n.Role.Value.(string); return s }
func (n axNode) name() string { s, _ := n.Name.Value.(string); return s }

func (n axNode) property(name string) any {
	for _, p := range n.Properties {
		if p.Name == name {
			return p.Value.Value
		}
	}
	return nil
}

// tree is the accessibility tree without what it ignores.
func tree(b *tab, p *devtools.Page) []axNode {
	b.Helper()
	var got struct{ Nodes []axNode }
	b.must(p.Call(b.ctx, "Accessibility.getFullAXTree", nil, &got))
	return slices.DeleteFunc(got.Nodes, func(n axNode) bool { return n.Ignored })
}

// What a screen reader gets: landmarks, a heading for each part in order of
// rank, a table that says how it is sorted, names for all that can be used.
func TestBrowserScreenReader(t *testing.T) {
	ctx, browser := browse(t)
	b := newTab(t, ctx, browser, demo(t))
	for _, width := range []int{1280, 390} {
		b.must(b.page.Resize(ctx, width, 900, 1))
		b.open("")
		nodes := tree(b, b.page)
		counts, level := map[string]int{}, 0.0
		var sorted, columns []string
		for _, n := range nodes {
			counts[n.role()]++
			switch n.role() {
			case "heading":
				now, _ := n.property("level").(float64)
				if now > level+1 {
					t.Errorf("the heading %q of level %v follows one of level %v", n.name(), now, level)
				}
				level = now
			case "button", "link", "combobox", "searchbox", "textbox", "image", "img", "table", "region", "navigation", "search", "figure":
				if strings.TrimSpace(n.name()) == "" {
					data, _ := json.Marshal(n)
					t.Errorf("%s without a name: %s", n.role(), data)
				}
			case "columnheader":
				columns = append(columns, n.name())
			}
			if n.role() == "columnheader" && strings.HasPrefix(n.name(), "#") {
				sorted = append(sorted, n.name())
			}
		}
		for role, least := range map[string]int{"banner": 1, "main": 1, "contentinfo": 1, "navigation": 2, "search": 1, "status": 2, "heading": 15, "table": 2, "row": 26, "columnheader": 7, "figure": 5, "listitem": 50} {
			if counts[role] < least {
				t.Errorf("at %d pixels: %d of role %s, want %d or more", width, counts[role], role, least)
			}
		}
		if len(sorted) != 1 {
			t.Errorf("at %d pixels: columns %q", width, columns)
		}
		want(b, true, `return $$("[aria-expanded]").length > 10 && $$("[role=status]").every((e) => e.textContent.length > 5);`)
	}
	b.quiet()
}
