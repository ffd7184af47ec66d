package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// What a reader does with the demonstration report.
func TestBrowserUse(t *testing.T) {
	ctx, browser := browse(t)
	b := newTab(t, ctx, browser, demo(t))
	for _, c := range []struct {
		name string
		test func(*tab)
	}{
		{"search", search}, {"sort", sortColumns}, {"filter", filter}, {"turn pages", turn}, {"highlight", highlight}, {"fold", fold},
		{"deep link", deepLink}, {"colours", colours}, {"keyboard", keyboard}, {"print", onPaper}, {"narrow", narrow},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := b.on(t)
			b.open("")
			c.test(b)
			b.quiet()
		})
	}
}

func search(b *tab) {
	want(b, true, `type("#f-query", "DISGRACEFUL  décision"); await until(() => /^[\d,]+ of /.test(told())); const r = $$(".comments tbody tr"); return r.length < 5 && r.some((e) => e.textContent.includes("Disgraceful decision"));`)
	want(b, true, `type("#f-query", "xyzzy nothing"); await until(() => /Nothing fits/.test(told())); return $(".comments-wrap").hidden;`)
	want(b, true, `type("#f-query", ""); await until(() => /^All/.test(told())); return !$(".comments-wrap").hidden;`)
}

func sortColumns(b *tab) {
	const scores = `const s = () => $$(".comments td.c-tone .score").map((e) => +e.textContent.replace("\u2212", "-"));`
	want(b, "ascending", scores+`$("th.c-tone button").click(); const v = s(); if (v.length < 20 || v.some((x, i) => i && x < v[i-1])) throw new Error("order: " + v); return $("th.c-tone").getAttribute("aria-sort");`)
	want(b, "descending", scores+`$("th.c-tone button").click(); const v = s(); if (v.some((x, i) => i && x > v[i-1])) throw new Error("order: " + v); return $("th.c-tone").getAttribute("aria-sort");`)
	want(b, 1, `$("th.c-author button").click(); return $$("th[aria-sort]").length;`)
}

func filter(b *tab) {
	want(b, true, `pick("#f-tone", "negative"); const c = $$("tbody td.c-tone"); return c.length > 5 && c.every((e) => /negative/.test(e.textContent));`)
	want(b, true, `pick("#f-target", 0); pick("#f-stance", "against"); const n = $("#f-target").selectedOptions[0].textContent;
		const c = $$("tbody td.c-stance"); return c.length > 0 && c.every((e) => e.textContent.includes(n)) && $("#f-show").value === "t0";`)
	want(b, true, `$$("form button").at(-1).click(); return /^All/.test(told()) && document.activeElement.id === "f-query" && $("#f-tone").value === "";`)
	want(b, true, `pick("#f-thread", $("#f-thread").options.length - 2); return /^[\d,]+ of /.test(told()) && $$(".comments tbody tr").length > 10;`)
	want(b, true, `type("#f-author", "Joan Whitby"); await until(() => $$(".comments tbody tr").every((r) => r.querySelector(".c-author").textContent === "Joan Whitby")); return $$(".comments tbody tr").length > 1;`)
}

func turn(b *tab) {
	want(b, "26", `$("[data-turn=Next]").click(); return /showing (\d+)/.exec(told())[1];`)
	want(b, true, `$("[data-turn=Last]").click(); return $("[data-turn=Next]").getAttribute("aria-disabled") === "true" && document.activeElement.dataset.turn === "Last";`)
	want(b, 50, `pick("#f-size", 50); return $$(".comments tbody tr").length;`)
}

func highlight(b *tab) {
	want(b, true, `return $$("tbody mark.bad").length > 5 && $$("tbody mark.good").length > 5 && $$("tbody mark.clue").length === 0;`)
	want(b, true, `pick("#f-show", "reply"); return $$("tbody mark.clue").length > 5 && $$(".tree mark.clue").length > 5 && $$("tbody mark.bad").length === 0;`)
	want(b, true, `pick("#f-show", "t0"); return $$("tbody mark.named").length > 0;`)
	// The words of the text stay what they are.
	want(b, true, `const d = $$("tbody .text").map((e) => e.textContent); pick("#f-show", "tone"); return $$("tbody .text").every((e, i) => e.textContent === d[i]);`)
	want(b, true, `pick("#f-kind", "posts"); const more = $("tbody .more"), before = more.parentElement.textContent.length; more.click(); return more.getAttribute("aria-expanded") === "true" && more.parentElement.textContent.length > before;`)
}

func fold(b *tab) {
	want(b, true, `const f = $(".tree .node .node .fold"); const list = f.closest("li").querySelector("ul.answers"); const was = list.hidden; f.click(); f.click();
		return !was && f.getAttribute("aria-expanded") === "true" && (f.click(), list.hidden && f.getAttribute("aria-expanded") === "false");`)
	want(b, true, `$$("#tree-app .controls button").find((e) => /^Fold/.test(e.textContent)).click(); return $$(".tree .fold[aria-expanded=true]").length === 1;`)
	want(b, true, `$$("#tree-app .controls button").find((e) => /^Unfold/.test(e.textContent)).click(); return $$(".tree .card").length > 60;`)
	// A thread whose edges were inferred says so, with what else they may be.
	want(b, true, `const s = $("#f-tree"); pick("#f-tree", [...s.options].find((o) => /old-bridge-comments|Old Bridge to cars/.test(o.textContent)).value);
		return $$(".tree .node.unsure .edge").length > 5 && $$(".tree .edge details li").length > 5 && $$(".tree .node.unsure").every((e) => getComputedStyle(e).borderLeftStyle === "dashed");`)
}

func deepLink(b *tab) {
	b.open("#c-20415")
	want(b, true, `await until(() => document.activeElement.matches(".card")); const r = document.activeElement.getBoundingClientRect(); return document.activeElement.textContent.includes("Disgraceful decision") && r.top >= 0 && r.bottom <= innerHeight;`)
	want(b, true, `const a = $$("tbody a.go")[4]; a.click(); await until(() => $(".aimed") && document.activeElement.parentElement === $(".aimed")); return decodeURIComponent(location.hash).length > 3;`)
	for _, wrong := range []string{"#c-nothing", "#c-%zz", "#c-a/b", "#c-__proto__", "#" + strings.Repeat("c", 5000)} {
		b.open(wrong)
		want(b, true, `return $$(".tree .card").length > 1 && !document.querySelector(".aimed");`)
	}
}

func colours(b *tab) {
	const background = `return getComputedStyle(document.body).backgroundColor;`
	light := do[string](b, background)
	want(b, "Light colours", `$("#theme").click(); return text("#theme");`)
	dark := do[string](b, background)
	if light != "rgb(255, 255, 255)" || dark == light {
		b.Errorf("light %s, dark %s", light, dark)
	}
	want(b, "rgb(255, 255, 255)", `return getComputedStyle($(".plate")).backgroundColor;`) // pictures are drawn on white
	b.must(b.page.Media(b.ctx, "", map[string]string{"prefers-color-scheme": "dark"}))
	b.open("")
	want(b, dark, background)
	want(b, light, `$("#theme").click(); `+background)
	b.must(b.page.Media(b.ctx, "", map[string]string{"prefers-reduced-motion": "reduce"}))
	want(b, "auto", `return getComputedStyle(document.documentElement).scrollBehavior;`)
}

// All of it works without a mouse.
func keyboard(b *tab) {
	press := func(key string) { b.Helper(); b.must(b.page.Press(b.ctx, key)) }
	b.tabUntil(".skip", 1)
	press("Enter")
	want(b, "main", `await until(() => document.activeElement.id === "main"); return document.activeElement.id;`)
	b.tabUntil("summary", 40)
	want(b, "solid", `return getComputedStyle(document.activeElement).outlineStyle;`)
	press("Enter")
	want(b, true, `return document.activeElement.parentElement.open;`)
	b.tabUntil("#f-query", 60)
	b.must(b.page.Type(b.ctx, "bridge"))
	want(b, true, `await until(() => /^[\d,]+ of /.test(told())); return $$(".comments tbody tr").length > 3;`)
	b.tabUntil("th.c-tone button", 30)
	press("Enter")
	press("Space")
	want(b, "descending", `return $("th.c-tone").getAttribute("aria-sort");`)
	b.tabUntil("tbody a.go", 10)
	press("Enter")
	want(b, true, `await until(() => document.activeElement.matches(".card")); return true;`)
	b.tabUntil(".fold", 60)
	open := do[string](b, `return document.activeElement.getAttribute("aria-expanded");`)
	press("Space")
	want(b, false, fmt.Sprintf(`return document.activeElement.getAttribute("aria-expanded") === %q;`, open))
}

func onPaper(b *tab) {
	pdf, err := b.page.PDF(b.ctx)
	b.must(err)
	if len(pdf) < 100_000 || !strings.HasPrefix(string(pdf[:5]), "%PDF-") {
		b.Errorf("%d bytes of PDF", len(pdf))
	}
	want(b, true, `dispatchEvent(new Event("beforeprint")); const open = $$("details:not(.long)").every((d) => d.open); dispatchEvent(new Event("afterprint")); return open && !$$("details").some((d) => d.open);`)
	b.must(b.page.Media(b.ctx, "print", map[string]string{"prefers-color-scheme": "dark"}))
	want(b, true, `return [".controls", ".contents", ".pager", "#theme"].every((s) => getComputedStyle($(s)).display === "none");`)
	want(b, "rgb(255, 255, 255)", `return getComputedStyle(document.body).backgroundColor;`)
	b.must(b.page.Media(b.ctx, "", map[string]string{"prefers-reduced-motion": "reduce"}))
}

// Nothing is wider than a telephone.
func narrow(b *tab) {
	b.must(b.page.Resize(b.ctx, 360, 780, 1))
	b.open("")
	want(b, 360, `return document.documentElement.scrollWidth;`)
	b.must(b.page.Resize(b.ctx, 1280, 900, 1))
}

// Hostile texts stand where they were written and do nothing.
func TestBrowserHostile(t *testing.T) {
	ctx, browser := browse(t)
	p := everywhere(hostile[0], discussion(hostile...))
	p.Title = "innocent"
	b := newTab(t, ctx, browser, save(t, write(t, p)))
	b.open("")
	want(b, true, `pick("#f-size", 50); pick("#f-show", "reply"); pick("#f-show", "t3"); for (const e of $$("#f-tone option")) pick("#f-tone", e.value);
		$$("form button").at(-1).click(); $("th.c-author button").click(); return $$(".comments tbody tr").length > 15;`)
	want(b, "innocent – undertone", `return document.title;`)
	want(b, true, `return $$("script").length === 1 && !$$("*").some((e) => e.getAttributeNames().some((n) => n.startsWith("on") || n === "style" || n === "srcdoc"));`)
	want(b, "", `return $$("a[href]").map((a) => a.getAttribute("href")).filter((h) => !/^(#|https?:|comments\.csv$)/.test(h)).join(" ");`)
	want(b, "", `return $$("a[target]").filter((a) => !/noopener/.test(a.rel) || !/noreferrer/.test(a.rel)).map((a) => a.outerHTML).join("");`)
	want(b, true, `type("#f-query", "</script>"); await until(() => /^[\d,]+ of /.test(told())); return $$(".comments tbody .text").some((e) => e.textContent.includes("</script><script>"));`)
	// Directions stay inside: names and texts are isolated.
	want(b, true, `return $$("tbody .text, .tree .text").every((e) => e.dir === "auto") && $$(".c-author b > bdi").length > 0;`)
	want(b, true, `return $$("[lang]").every((e) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(e.lang));`)
	for _, id := range []string{"#c-c3", "#c-c0", "#c-c21"} {
		b.open(id)
	}
	want(b, "innocent – undertone", `return document.title;`)
	b.quiet()
}

// Without texts, and without JavaScript, the page still reads.
func TestBrowserLess(t *testing.T) {
	ctx, browser := browse(t)
	b := newTab(t, ctx, browser, save(t, write(t, everywhere("word", discussion("", "", "")))))
	b.open("")
	want(b, 3, `return $$("tbody td.c-tone .score").length;`)
	b.quiet()
	b = newTab(t, ctx, browser, save(t, write(t, everywhere("word"))))
	b.open("")
	b.quiet()
	b = newTab(t, ctx, browser, demo(t))
	b.must(b.page.Call(b.ctx, "Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil))
	b.open("")
	seen := func(selector string) bool {
		b.Helper()
		var out bool
		b.must(b.page.Eval(b.ctx, fmt.Sprintf("[...document.querySelectorAll(%q)].some((e) => e.getClientRects().length > 0)", selector), &out))
		return out
	}
	for selector, visible := range map[string]bool{".findings li": true, ".chart img": true, ".warnings": true, "noscript p": true, "#table-app": false, "#thread": false, "#theme": false, "#method dl": true} {
		if seen(selector) != visible {
			t.Errorf("without JavaScript %s: visible %v", selector, !visible)
		}
	}
	b.quiet()
}

// A page with as many comments as it may hold is read and used without waiting.
// How long that takes depends on the machine: it is told, not tested.
func TestBrowserLarge(t *testing.T) {
	ctx, browser := browse(t)
	out := write(t, everywhere("word", largest(t)...))
	b := newTab(t, ctx, browser, save(t, out))
	t.Logf("%.1f MB", float64(len(out))/1e6)
	t.Logf("open: %v", b.open("").Round(time.Millisecond))
	timed := func(name, script string) {
		b.Helper()
		t.Logf("%s: %.0f ms", name, do[float64](b, `const begin = performance.now(); `+script+`; await new Promise((r) => requestAnimationFrame(r)); return performance.now() - begin;`))
	}
	timed("search", `type("#f-query", "drains"); await until(() => /^[\d,]+ of /.test(told()))`)
	timed("search again", `type("#f-query", "drains 19"); const n = told(); await until(() => told() !== n)`)
	timed("clear", `$$("form button").at(-1).click()`)
	timed("sort", `$("th.c-tone button").click()`)
	timed("filter", `pick("#f-tone", "positive")`)
	timed("last page", `$("[data-turn=Last]").click()`)
	timed("unfold", `$$("#tree-app .controls button").find((e) => /^Unfold/.test(e.textContent)).click()`)
	timed("deep link", `location.hash = "#c-699"; await until(() => document.activeElement.matches(".card") && document.activeElement.textContent.includes("(699)"))`)
	timed("deep link to the last", `location.hash = "#c-19999"; await until(() => document.activeElement.matches(".card") && document.activeElement.textContent.includes("(19999)"))`)
	timed("go on", `location.hash = "#c-320"; await until(() => document.activeElement.textContent.includes("(320)")); let n = 0; for (let a; (a = document.querySelector(".go-on")) && n < 5; n++) a.click(); if (n < 5) throw new Error("the chain ends after " + n)`)
	want(b, true, `return $$(".tree .card").length < 2000;`)
	b.quiet()
}
