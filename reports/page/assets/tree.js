// The thread as a tree: drawn as far as it is unfolded. Long chains and wide
// levels are drawn in parts, so that a thread of any size opens at once.

const STEP = 30; // answers drawn at a time
const DEEP = 7; // levels before a chain goes on in a view of its own
const FIRST = 120; // comments unfolded at the beginning

const makeTree = (root) => {
  let view = 0; // the row that the tree begins with
  const place = new Map(); // drawn rows: row -> { li, open }

  const pick = threads.length > 1 ? h("select", { id: "f-tree", on: { change: () => go(threads[+pick.value].post) } },
    threads.map((t, i) => h("option", { value: i }, threadName(t) + " (" + number.format(t.Comments) + ")"))) : null;
  const crumbs = h("nav", { class: "crumbs", "aria-label": "Where this is in the thread" });
  const told = h("p", { class: "count", role: "status" });
  const box = h("div", { class: "tree" });
  const tools = h("div", { class: "controls" },
    pick && h("div", { class: "field wide-field" }, h("label", { for: "f-tree" }, "Thread"), pick),
    h("div", { class: "field" }, h("button", { type: "button", class: "quiet", on: { click: () => { draw(false); } } }, "Fold all")),
    h("div", { class: "field" }, h("button", { type: "button", class: "quiet", on: { click: () => { draw(true); } } }, "Unfold")));
  root.append(h("p", { class: "hint" }, "A line at the side ties answers to what they answer: ", h("span", { class: "key solid" }, "solid"), " where the source says so, ",
    h("span", { class: "key dashed" }, "dashed"), " where it was inferred; then it says how likely that is, and what else it may be."), tools, crumbs, told, box);

  const card = (i, level) => {
    const r = rows[i], under = children[i] || [];
    const li = h("li", { class: "node" + (uncertain(i) ? " unsure" : "") + (isPost(i) ? " post" : "") });
    const list = h("ul", { class: "answers", hidden: true });
    let drawn = 0;
    const more = h("li", { class: "more-answers" });
    const draw = (upTo) => {
      more.remove();
      for (; drawn < Math.min(upTo, under.length); drawn++) list.append(card(under[drawn], level + 1));
      if (drawn < under.length) {
        const left = under.length - drawn;
        more.replaceChildren(h("button", { type: "button", on: { click: () => {
          const next = under[drawn];
          draw(drawn + STEP);
          focusOn(next);
        } } }, "Show " + number.format(Math.min(STEP, left)) + " more of " + count(left, "answer")));
        list.append(more);
      }
    };
    const toggle = under.length === 0 ? null : level >= DEEP
      ? h("a", { class: "fold go-on", href: anchor(i), on: { click: (e) => { e.preventDefault(); go(i); } } }, "Go on: ", count(below[i], "comment"), " below")
      : h("button", { type: "button", class: "fold", "aria-expanded": "false", on: { click: () => open(list.hidden) } });
    const open = (yes) => {
      if (!toggle || level >= DEEP) return;
      if (yes) draw(Math.max(drawn, STEP));
      list.hidden = !yes;
      toggle.setAttribute("aria-expanded", String(yes));
      toggle.replaceChildren((yes ? "Hide " : "Show ") + count(below[i], "comment"), hide(" answering " + shownAuthor(i) + ", " + r[ID]));
    };
    const where = h("a", { class: "self", href: anchor(i), title: "Address of this comment" }, isPost(i) ? "post" : "#" + number.format(i - threads[r[THREAD]].post), hide(" address of " + r[ID]));
    const said = h("div", { class: "said" });
    const fill = () => said.replaceChildren(body(i, isPost(i) ? 700 : 1200));
    fill();
    const about = h("p", { class: "about" }, h("b", {}, name(shownAuthor(i))), when(i) && h("span", {}, when(i)), likesOf(i), link(i) || null, where);
    const measures = h("div", { class: "measures" });
    if (r[TONE]) measures.append(h("span", {}, "Tone ", ...toneCell(i)));
    if (r[REPLY]) measures.append(h("span", {}, "Toward ", target(parentOf(i)), " ", ...answerCell(i)));
    const s = stanceList(i);
    if (s) measures.append(s);
    const article = h("div", { class: "card", tabindex: "-1" }, about, edge(i), said, measures, toggle);
    li.append(article, list);
    open(false);
    place.set(i, { li, article, open, upTo: draw, fill });
    return li;
  };

  // draw begins anew at the view, unfolded as far as there is room.
  const draw = (unfold) => {
    place.clear();
    const top = h("ul", { class: "top-level" }, card(view, 0));
    box.replaceChildren(top);
    let queue = [view], left = unfold ? FIRST : 1;
    while (queue.length && left > 0) {
      const next = [];
      for (const i of queue) {
        const at = place.get(i);
        if (!at || !children[i] || left <= 0) continue;
        at.open(true);
        left -= Math.min(children[i].length, STEP);
        next.push(...children[i].slice(0, STEP));
      }
      queue = unfold ? next : [];
    }
    trail();
    const t = threads[rows[view][THREAD]];
    told.textContent = (isPost(view) ? count(t.Rows - 1, "comment") + " in this thread" : count(below[view], "comment") + " below this one") +
      (t.Rows - 1 < t.Comments ? " on this page, of " + number.format(t.Comments) : "") + ".";
  };

  const trail = () => {
    const up = [];
    for (let i = parentOf(view); i >= 0; i = parentOf(i)) up.unshift(i);
    crumbs.hidden = up.length === 0;
    const shownUp = up.length > 6 ? [up[0], -1, ...up.slice(-4)] : up;
    crumbs.replaceChildren(h("ol", {}, shownUp.map((i) => h("li", {}, i < 0 ? "\u2026" : h("a", { href: anchor(i), on: { click: (e) => { e.preventDefault(); go(i, true); } } },
      isPost(i) ? "Whole thread" : name(shownAuthor(i))))), h("li", { "aria-current": "location" }, name(shownAuthor(view)))));
  };

  const focusOn = (i) => {
    const at = place.get(i);
    if (!at) return;
    at.article.focus({ preventScroll: true });
    at.article.scrollIntoView({ block: "center" });
  };

  // go shows row i at the top of the tree.
  const go = (i, focus) => {
    view = i;
    if (pick) pick.value = String(rows[i][THREAD]);
    draw(true);
    if (focus !== false) focusOn(i);
  };

  // reveal shows row i among its neighbours where it can be drawn there, else
  // at the top of a view of its own, with the way to it above.
  const reveal = (i) => {
    const path = [];
    let at = i;
    for (; at >= 0 && at !== view; at = parentOf(at)) path.unshift(at);
    if (at !== view || path.length > DEEP) {
      view = threads[rows[i][THREAD]].post;
      path.length = 0;
      for (at = i; at !== view; at = parentOf(at)) path.unshift(at);
      if (path.length > DEEP) return go(i);
      if (pick) pick.value = String(rows[i][THREAD]);
      draw(true);
    }
    let from = view;
    for (const next of path) {
      const k = children[from].indexOf(next), open = place.get(from);
      if (k >= 5 * STEP) return go(i);
      open.open(true);
      open.upTo(k + 1);
      from = next;
    }
    for (const old of box.querySelectorAll(".aimed")) old.classList.remove("aimed");
    place.get(i).li.classList.add("aimed");
    place.get(i).open(true);
    focusOn(i);
  };

  document.addEventListener("highlights", () => { for (const p of place.values()) p.fill(); });
  const largest = threads.reduce((best, t, n) => t.Rows > threads[best].Rows ? n : best, 0);
  go(threads[largest].post, false);
  return reveal;
};
