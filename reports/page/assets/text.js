// Elements, numbers and highlighted texts.

// h makes an element; text only ever becomes text.
const h = (tag, props, ...content) => {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === undefined || v === null || v === false) continue;
    if (k === "on") for (const [name, f] of Object.entries(v)) e.addEventListener(name, f);
    else if (k === "class") e.className = v;
    else if (v === true) e.setAttribute(k, "");
    else e.setAttribute(k, v);
  }
  for (const c of content.flat()) if (c !== null && c !== undefined && c !== false) e.append(c);
  return e;
};
const hide = (text) => h("span", { class: "hide" }, text);
// name isolates a name from somebody else, whatever its direction.
const name = (text) => h("bdi", {}, text);

const number = new Intl.NumberFormat("en-GB");
const count = (n, noun) => number.format(n) + " " + noun + (n === 1 ? "" : "s");
const percent = (thousandths) => Math.round(thousandths / 10) + "%";
const signed = (v) => {
  const s = Math.abs(v).toFixed(2);
  return v <= -0.005 ? "\u2212" + s : v >= 0.005 ? "+" + s : s;
};

const svgNS = "http://www.w3.org/2000/svg";
const svg = (tag, props, ...content) => {
  const e = document.createElementNS(svgNS, tag);
  for (const [k, v] of Object.entries(props)) e.setAttribute(k, v);
  e.append(...content);
  return e;
};

// gauge is a bar from the middle: left and vermillion for negative.
const gauge = (v) => {
  const w = Math.max(Math.abs(v) * 30, 1);
  return svg("svg", { viewBox: "0 0 60 8", width: 60, height: 8, class: "gauge", "aria-hidden": "true", focusable: "false" },
    svg("rect", { x: 0, y: 3, width: 60, height: 2, class: "track" }),
    svg("rect", { x: v < 0 ? 30 - w : 30, y: 1, width: w, height: 6, class: v < -0.005 ? "bad" : v > 0.005 ? "good" : "even" }),
    svg("rect", { x: 29.5, y: 0, width: 1, height: 8, class: "zero" }));
};

const signOf = { negative: "\u25bc", positive: "\u25b2", neutral: "\u25cf", against: "\u25bc", favor: "\u25b2", none: "\u25cf", agree: "\u2713", disagree: "\u2715", query: "?" };
const inWords = { favor: "in favor", against: "against", none: "neither", agree: "agrees", disagree: "disagrees", query: "asks", neutral: "neutral", negative: "negative", positive: "positive" };

// chip is a label with its sign, so that colour is not all that tells it.
const chip = (label, ...more) => h("span", { class: "chip " + label }, h("span", { class: "sign", "aria-hidden": "true" }, signOf[label] || ""), more.length ? more : inWords[label]);

// Shown says which words are highlighted: those behind the tone, the stance
// toward the parent, or the stance toward a target.
const shown = { by: "tone", target: -1 };
const marksOf = (i) => {
  const r = rows[i];
  if (shown.by === "tone") return r[TONE_MARKS] || [];
  if (shown.by === "reply") return r[REPLY_MARKS] || [];
  const s = (r[STANCES] || []).find((s) => s[0] === shown.target);
  return s && s[5] || [];
};

// strength puts a weight into one of three steps, measured against what is
// strong for this measure on this page: engines have units of their own.
const scales = new Map();
const scale = () => {
  if (!scales.has(shown.by)) {
    const most = [];
    for (const r of rows) {
      for (const marks of shown.by === "tone" ? [r[TONE_MARKS]] : shown.by === "reply" ? [r[REPLY_MARKS]] : (r[STANCES] || []).map((s) => s[5])) {
        let top = 0;
        for (let k = 2; k < (marks || []).length; k += 3) top = Math.max(top, Math.abs(marks[k]));
        if (top) most.push(top);
      }
    }
    most.sort((a, b) => a - b);
    scales.set(shown.by, most[Math.floor(most.length * 0.8)] || 1);
  }
  return scales.get(shown.by);
};
const strength = (w) => {
  const part = Math.abs(w) / scale();
  return part >= 0.8 ? 3 : part >= 0.4 ? 2 : 1;
};

const markFor = (w, text) => {
  if (w === 0) return h("mark", { class: "named", title: "names the target" }, text);
  const kind = shown.by === "reply" ? "clue" : w < 0 ? "bad" : "good";
  return h("mark", { class: kind + " m" + strength(w), title: (w < 0 ? "\u2212" : "+") + (Math.abs(w) / 100).toFixed(2) }, text);
};

// safeEnd keeps a cut from falling inside a character of two units.
const safeEnd = (text, end) => {
  const c = text.charCodeAt(end - 1);
  return end < text.length && c >= 0xd800 && c < 0xdc00 ? end - 1 : end;
};

// highlighted is the text of a row up to a length, with its marks.
const highlighted = (i, limit) => {
  const text = rows[i][TEXT], end = safeEnd(text, Math.min(limit, text.length)), marks = marksOf(i);
  const out = document.createDocumentFragment();
  let at = 0;
  for (let k = 0; k + 2 < marks.length; k += 3) {
    const from = marks[k], to = from + marks[k + 1];
    if (from < at || to > end) continue;
    out.append(text.slice(at, from), markFor(marks[k + 2], text.slice(from, to)));
    at = to;
  }
  out.append(text.slice(at, end));
  return out;
};

// language is what a browser and a screen reader need to show a text.
const language = (i) => {
  const l = data.langs[rows[i][LANG]];
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(l) && l !== "und" ? l : undefined;
};

// body is the text of a row with a way to see all of it, what it quotes before
// it.
const body = (i, limit) => {
  const r = rows[i], text = r[TEXT];
  const p = h("p", { class: "text", dir: "auto", lang: language(i) });
  const box = h("div", { class: "body" });
  if (r[TITLE]) box.append(h("p", { class: "title", dir: "auto", lang: language(i) }, r[TITLE]));
  if (r[QUOTED]) box.append(h("blockquote", { dir: "auto", lang: language(i) }, r[QUOTED].length > limit ? r[QUOTED].slice(0, safeEnd(r[QUOTED], limit)) + " \u2026" : r[QUOTED]));
  if (r[FLAGS] & DELETED && !text) {
    box.append(h("p", { class: "gone" }, "The source no longer has this comment."));
    return box;
  }
  if (!text) {
    if (isPost(i) && !r[TITLE]) box.append(h("p", { class: "gone" }, "The source does not hold the post itself."));
    return box;
  }
  const draw = (to) => p.replaceChildren(highlighted(i, to));
  box.append(p);
  if (text.length <= limit * 1.2) {
    draw(text.length);
  } else {
    draw(limit);
    p.append(" \u2026");
    const more = h("button", { type: "button", class: "more", "aria-expanded": "false", on: { click: () => {
      const open = more.getAttribute("aria-expanded") === "true";
      draw(open ? limit : text.length);
      if (open) p.append(" \u2026");
      more.setAttribute("aria-expanded", String(!open));
      more.textContent = open ? "Show all" : "Show less";
    } } }, "Show all");
    box.append(more);
  }
  if (r[FLAGS] & SHORTENED) box.append(h("p", { class: "gone" }, "The text goes on in comments.csv."));
  return box;
};

const legend = () => h("p", { class: "legend" },
  "Words behind it: ", h("mark", { class: "bad m2" }, "speak for negative or against"), " ", h("mark", { class: "good m2" }, "for positive or in favor"),
  " ", h("mark", { class: "clue m2" }, "for or against agreeing"), " ", h("mark", { class: "named" }, "name the target"), ". The darker, the more they count.");
