// The table of comments: searched, filtered, sorted, a page at a time.

const state = { query: "", kind: "", tone: "", answer: "", target: "", stance: "", author: "", thread: "", edge: "", sort: "order", down: false, page: 0, size: 25 };
const all = rows.map((_, i) => i);
let matching = all;

const keys = {
  order: (i) => i,
  author: (i) => author(i),
  time: clock,
  tone: tone,
  answer: (i) => rows[i][REPLY] ? (rows[i][REPLY][1] - rows[i][REPLY][2]) / 1000 : NaN,
  stance: (i) => {
    const list = rows[i][STANCES] || [];
    if (state.target !== "") {
      const s = list.find((s) => s[0] === +state.target);
      return s ? stanceScore(s) : NaN;
    }
    return list.reduce((best, s) => Math.abs(stanceScore(s)) > Math.abs(best) || best !== best ? stanceScore(s) : best, NaN);
  },
};

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

// sorted puts what has no value last, whichever way; equals stay in order.
const sorted = (list) => {
  if (state.sort === "order" && !state.down) return list;
  const key = keys[state.sort], sign = state.down ? -1 : 1;
  const entries = list.map((i) => [key(i), i]);
  const missing = (k) => k === "" || k !== k;
  entries.sort((a, b) => {
    const ma = missing(a[0]), mb = missing(b[0]);
    if (ma || mb) return ma - mb || a[1] - b[1];
    const d = typeof a[0] === "string" ? collator.compare(a[0], b[0]) : a[0] - b[0];
    return sign * d || a[1] - b[1];
  });
  return entries.map((e) => e[1]);
};

const fits = (words) => {
  const who = state.author && data.authors.indexOf(state.author), typed = state.author && fold(state.author);
  return (i) => {
    const r = rows[i];
    if (state.kind && isPost(i) !== (state.kind === "posts")) return false;
    if (state.thread !== "" && r[THREAD] !== +state.thread) return false;
    if (state.tone && (state.tone === "unscored" ? r[TONE] : toneLabel(i) !== state.tone)) return false;
    if (state.answer && (state.answer === "unknown" ? r[REPLY] || isPost(i) : answer(i) !== state.answer)) return false;
    if (state.target !== "" || state.stance) {
      const list = r[STANCES] || [];
      if (!list.some((s) => (state.target === "" || s[0] === +state.target) && (!state.stance || data.stances[s[1]] === state.stance))) return false;
    }
    if (state.edge && uncertain(i) !== (state.edge === "uncertain")) return false;
    if (state.author && (who >= 0 ? r[AUTHOR] !== who : !fold(author(i)).includes(typed))) return false;
    return words.every((w) => haystack(i).includes(w));
  };
};

const select = (label, key, options, redraw) => {
  const s = h("select", { id: "f-" + key, on: { change: () => { state[key] = s.value; redraw(); } } },
    options.map(([value, text]) => h("option", { value }, text)));
  return h("div", { class: "field" }, h("label", { for: "f-" + key }, label), s);
};

const makeTable = (root) => {
  const redraw = () => { state.page = 0; find(); draw(); };
  let typing = 0;
  const soon = (key) => (e) => {
    state[key] = e.target.value;
    clearTimeout(typing);
    typing = setTimeout(redraw, rows.length > 3000 ? 250 : 80);
  };
  const posts = threads.length, comments = rows.length - posts, gone = rows.filter((r) => r[FLAGS] & DELETED).length;
  const fields = [
    h("div", { class: "field wide-field" }, h("label", { for: "f-query" }, "Search texts, authors and ids"),
      h("input", { type: "search", id: "f-query", autocomplete: "off", spellcheck: "false", on: { input: soon("query") } })),
    select("Tone", "tone", [["", "any"], ["negative", "negative"], ["neutral", "neutral"], ["positive", "positive"], ["unscored", "not scored"]], redraw),
    select("Toward the comment answered", "answer", [["", "any"], ["agree", "agrees"], ["disagree", "disagrees"], ["query", "asks"], ["neutral", "neutral"], ["unknown", "unknown"]], redraw),
  ];
  if (data.targets.length) {
    fields.push(select("Target", "target", [["", "any"], ...data.targets.map((t, i) => [i, t])], () => {
      if (state.target !== "") Object.assign(shown, { by: "target", target: +state.target });
      show.value = shown.by === "target" ? "t" + shown.target : shown.by;
      redraw();
    }));
    fields.push(select("Stance toward it", "stance", [["", "any"], ["favor", "in favor"], ["against", "against"], ["none", "neither"]], redraw));
  }
  if (data.authors.length > 1) {
    const list = data.authors.slice(1).sort(collator.compare).slice(0, 1000);
    fields.push(h("div", { class: "field" }, h("label", { for: "f-author" }, "Author"),
      h("input", { id: "f-author", list: "authors", autocomplete: "off", spellcheck: "false", on: { input: soon("author") } }),
      h("datalist", { id: "authors" }, list.map((a) => h("option", { value: a })))));
  }
  if (threads.length > 1) {
    fields.push(select("Thread", "thread", [["", "all " + number.format(threads.length)], ...threads.map((t, i) => [i, threadName(t)])], redraw));
  }
  if (comments && posts) {
    state.kind = "comments";
    fields.push(select("Rows", "kind", [["comments", "comments"], ["posts", "posts"], ["", "both"]], redraw));
  }
  if (rows.some((_, i) => uncertain(i))) {
    fields.push(select("Whom it answers", "edge", [["", "any"], ["uncertain", "uncertain"], ["certain", "certain"]], redraw));
  }
  const show = h("select", { id: "f-show", on: { change: () => {
    const v = show.value;
    Object.assign(shown, v[0] === "t" && v !== "tone" ? { by: "target", target: +v.slice(1) } : { by: v, target: -1 });
    draw();
    document.dispatchEvent(new Event("highlights"));
  } } }, h("option", { value: "tone" }, "tone"), h("option", { value: "reply" }, "stance toward the comment answered"),
  data.targets.map((t, i) => h("option", { value: "t" + i }, "stance toward " + t)));
  fields.push(h("div", { class: "field" }, h("label", { for: "f-show" }, "Highlight the words behind"), show));
  const clear = h("button", { type: "button", class: "quiet", on: { click: () => {
    form.reset();
    Object.assign(state, { query: "", kind: comments ? "comments" : "", tone: "", answer: "", target: "", stance: "", author: "", thread: "", edge: "" });
    Object.assign(shown, { by: "tone", target: -1 });
    redraw();
    document.getElementById("f-query").focus();
  } } }, "Clear all");
  const form = h("form", { class: "controls", role: "search", "aria-label": "Comments", on: { submit: (e) => { e.preventDefault(); redraw(); } } }, fields, h("div", { class: "field" }, clear));

  const timed = rows.some((r) => r[TIME]), signedBy = data.authors.length > 1;
  const columns = [["order", "#"], signedBy && ["author", "Author"], timed && ["time", "Written"], [null, "Comment"], ["tone", "Tone"], ["answer", "Toward the comment answered"]].filter(Boolean);
  if (data.targets.length) columns.push(["stance", "Toward targets"]);
  const heads = columns.map(([key, label]) => {
    const th = h("th", { scope: "col", role: "columnheader", class: "c-" + (key || "text") }, key ? h("button", { type: "button", on: { click: () => {
      state.down = state.sort === key ? !state.down : false;
      state.sort = key;
      redraw();
    } } }, label, h("span", { class: "arrow", "aria-hidden": "true" })) : label);
    th.dataset.key = key || "";
    return th;
  });
  const tbody = h("tbody", { role: "rowgroup" });
  const caption = h("caption", { class: "hide" });
  const table = h("table", { class: "comments", role: "table" }, caption, h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), tbody);
  const told = h("p", { class: "count", role: "status" });
  const pager = h("nav", { class: "pager", "aria-label": "Pages of the table" });
  const wrap = h("div", { class: "comments-wrap" }, table);
  root.append(form, legend(), told, wrap, pager);

  const find = () => {
    const words = fold(state.query).split(/\s+/).filter(Boolean);
    matching = sorted(all.filter(fits(words)));
  };

  const tr = (i) => {
    const r = rows[i];
    const also = [likesOf(i), link(i)].filter(Boolean).map((e) => h("span", { class: "small" }, e));
    const cells = [
      h("td", { role: "cell", class: "c-order" }, h("a", { href: anchor(i), class: "go" }, isPost(i) ? "post" : number.format(i - threads[r[THREAD]].post), hide(": show comment " + r[ID] + " in its thread"))),
      signedBy && h("td", { role: "cell", class: "c-author" }, author(i) ? h("b", {}, name(author(i))) : h("span", { class: "none-yet" }, "unknown"), data.signs[r[SIGN]] === "signature" || data.signs[r[SIGN]] === "addressed"
        ? h("span", { class: "small" }, data.signs[r[SIGN]] === "signature" ? "from the signature" : "from a reply") : null),
      timed && h("td", { role: "cell", class: "c-time" + (when(i) ? "" : " blank") }, when(i) || "\u2013"),
      h("td", { role: "cell", class: "c-text" }, threads.length > 1 && state.thread === "" && !isPost(i) ? h("p", { class: "in-thread" }, name(threadName(threads[r[THREAD]]))) : null, body(i, 420), also),
      h("td", { role: "cell", class: "c-tone" }, toneCell(i)),
      h("td", { role: "cell", class: "c-answer" + (isPost(i) ? " blank" : "") }, answerCell(i), isPost(i) ? null : h("span", { class: "small" + (uncertain(i) ? " unsure" : "") },
        "to ", target(parentOf(i)), uncertain(i) ? "? " + percent(r[CONFIDENCE]) : "")),
    ].filter(Boolean);
    const stances = stanceList(i);
    if (data.targets.length) cells.push(h("td", { role: "cell", class: "c-stance" + (stances ? "" : " blank") }, stances || h("span", { class: "none-yet" }, "\u2013")));
    return h("tr", { role: "row" }, cells);
  };

  const draw = () => {
    const pages = Math.max(Math.ceil(matching.length / state.size), 1);
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    const from = state.page * state.size, to = Math.min(from + state.size, matching.length);
    tbody.replaceChildren(...matching.slice(from, to).map(tr));
    for (const th of heads) {
      if (!th.dataset.key) continue;
      if (th.dataset.key === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    }
    const noun = state.kind === "comments" ? "comment" : state.kind === "posts" ? "post" : comments ? "row" : "post";
    const of = state.kind === "comments" ? comments : state.kind === "posts" ? posts : rows.length;
    const found = matching.length === of ? (of > 1 ? "All " : "") + count(of, noun) : number.format(matching.length) + " of " + count(of, noun);
    told.textContent = matching.length ? found + (gone && matching.length === of && state.kind !== "posts" ? ", " + number.format(gone) + " of them deleted at the source" : "") + "; showing " + number.format(from + 1) + " to " + number.format(to) + "." : "Nothing fits. Take a filter away or search for something else.";
    caption.textContent = "Comments with their scores, page " + (state.page + 1) + " of " + pages;
    wrap.hidden = matching.length === 0;
    const turn = (page, label, off) => h("button", { type: "button", "aria-disabled": off ? "true" : undefined, "data-turn": label, on: { click: () => {
      if (off) return;
      state.page = page;
      draw();
      pager.querySelector('[data-turn="' + label + '"]').focus();
      wrap.scrollIntoView({ block: "start" });
    } } }, label);
    const size = h("select", { id: "f-size", on: { change: () => { state.size = +size.value; redraw(); document.getElementById("f-size").focus(); } } },
      [25, 50, 100].map((n) => h("option", { value: n, selected: n === state.size }, n)));
    const first = state.page === 0, last = state.page === pages - 1;
    pager.replaceChildren(turn(0, "First", first), turn(state.page - 1, "Previous", first), h("span", {}, "Page " + number.format(state.page + 1) + " of " + number.format(pages)),
      turn(state.page + 1, "Next", last), turn(pages - 1, "Last", last), h("label", { for: "f-size" }, "Rows a page"), size);
  };
  redraw();
};

const threadName = (t) => (data.grouped ? t.Group + ": " : "") + (t.Title || t.ID);
