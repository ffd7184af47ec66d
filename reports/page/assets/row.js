// What is said of one comment, in the table and in the tree.

const toneCell = (i) => {
  const t = rows[i][TONE];
  if (!t) return [h("span", { class: "none-yet" }, "not scored")];
  const v = t[1] / 1000;
  return [h("span", { class: "score " + toneLabel(i), title: "negative " + percent(t[2]) + ", positive " + percent(t[3]) }, signed(v)), gauge(v), chip(toneLabel(i))];
};

const answerCell = (i) => {
  const r = rows[i][REPLY];
  if (!r) return [h("span", { class: "none-yet" }, isPost(i) ? "" : "unknown")];
  const p = { agree: r[1], disagree: r[2], query: r[3], neutral: 1000 - r[1] - r[2] - r[3] }[answer(i)];
  return [chip(answer(i)), h("span", { class: "share" }, " " + percent(p))];
};

const stanceList = (i) => {
  const list = rows[i][STANCES] || [];
  if (!list.length) return null;
  const items = [...list].sort((a, b) => Math.abs(stanceScore(b)) - Math.abs(stanceScore(a)));
  return h("ul", { class: "stances" }, items.map((s) => {
    const label = data.stances[s[1]];
    const unsure = s[4] & 2;
    return h("li", { title: "in favor " + percent(s[2]) + ", against " + percent(s[3]) + (unsure ? "; too unsure to give a side" : "") + (s[4] & 1 ? "" : "; the target is not named") },
      chip(label, name(data.targets[s[0]]), hide(": " + (unsure ? "unsure" : inWords[label]) + ", "), " " + (unsure ? "unsure" : signed(stanceScore(s)))));
  }));
};

const likesOf = (i) => rows[i][LIKES] === null ? null : h("span", {}, count(rows[i][LIKES], "like"));

const link = (i) => {
  const href = webAddress(rows[i][URL_]);
  return href && h("a", { href, rel: "noreferrer noopener", target: "_blank" }, "source", hide(" of comment " + rows[i][ID] + ", opens a new tab"));
};

const edgeWords = {
  declared: "stated by the source", markup: "from the page\u2019s markup", indent: "from indentation", quote: "from what it quotes",
  mention: "from the name that it addresses", inferred: "inferred from the wording", none: "no parent found",
};

// what a comment answers, in words
const target = (i) => isPost(i) ? h("span", {}, "the post") : h("a", { href: anchor(i) }, name(shownAuthor(i)), hide(", comment " + rows[i][ID]));

const edge = (i) => {
  const r = rows[i];
  if (isPost(i)) return null;
  if (r[FLAGS] & ELSEWHERE) return h("p", { class: "edge" }, "Answers a comment that is not on this page.");
  if (!uncertain(i)) return null;
  const others = r[OTHERS] || [];
  const list = [];
  for (let k = 0; k < others.length; k += 2) list.push(h("li", {}, target(others[k]), " ", percent(others[k + 1])));
  const box = h("div", { class: "edge unsure" });
  if (r[FLAGS] & ABSTAINED) {
    box.append(h("p", {}, "It is not known whom this answers; it stands under the post (" + percent(r[CONFIDENCE]) + ")."));
  } else {
    box.append(h("p", {}, "Probably answers ", target(parentOf(i)), ": " + percent(r[CONFIDENCE]) + ", " + (edgeWords[data.sources[r[SOURCE]]] || "") + "."));
  }
  if (list.length) box.append(h("details", {}, h("summary", {}, "Other possibilities", hide(" for comment " + r[ID])), h("ul", {}, list)));
  return box;
};

// texts without case and accents, for searching; made when first needed
let folded = null;
const fold = (s) => s.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const haystack = (i) => {
  folded ||= new Array(rows.length);
  return folded[i] ??= fold(rows[i][TEXT] + "\n" + rows[i][TITLE] + "\n" + author(i) + "\n" + rows[i][ID]);
};
