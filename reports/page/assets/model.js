// The data of the page: rows are arrays, see data.go.
const ID = 0, THREAD = 1, PARENT = 2, SOURCE = 3, CONFIDENCE = 4, AUTHOR = 5, SIGN = 6, TIME = 7, PRECISION = 8, ZONE = 9, URL_ = 10,
  LANG = 11, TEXT = 12, QUOTED = 13, TONE = 14, TONE_MARKS = 15, REPLY = 16, REPLY_MARKS = 17, STANCES = 18, OTHERS = 19, FLAGS = 20,
  LIKES = 21, LINES = 22, TITLE = 23;
const POST = 1, DELETED = 2, ABSTAINED = 4, SHORTENED = 8, ELSEWHERE = 16;

const holder = document.getElementById("data");
const data = JSON.parse(holder.textContent);
holder.remove();
const rows = data.rows, threads = data.threads;

// children[i] are the rows that answer row i, in source order; a thread's post
// takes those whose parent is not on the page.
const children = rows.map(() => null);
let firstRow = 0;
for (const t of threads) {
  t.post = firstRow;
  firstRow += t.Rows;
}
for (let i = 0; i < rows.length; i++) {
  if (rows[i][FLAGS] & POST) continue;
  const p = rows[i][PARENT] < 0 ? threads[rows[i][THREAD]].post : rows[i][PARENT];
  (children[p] ||= []).push(i);
}
const parentOf = (i) => rows[i][FLAGS] & POST ? -1 : rows[i][PARENT] < 0 ? threads[rows[i][THREAD]].post : rows[i][PARENT];

// below[i] counts the comments under row i. Parents may come after children in
// a source, so rows are taken from the leaves inwards.
const below = new Int32Array(rows.length);
{
  const waiting = new Int32Array(rows.length), ready = [];
  for (let i = 0; i < rows.length; i++) {
    waiting[i] = children[i] ? children[i].length : 0;
    if (!waiting[i]) ready.push(i);
  }
  while (ready.length) {
    const i = ready.pop(), p = parentOf(i);
    if (p < 0) continue;
    below[p] += below[i] + 1;
    if (--waiting[p] === 0) ready.push(p);
  }
}

const isPost = (i) => (rows[i][FLAGS] & POST) !== 0;
const author = (i) => data.authors[rows[i][AUTHOR]];
const shownAuthor = (i) => author(i) || (isPost(i) ? "the post" : "author unknown");
const tone = (i) => rows[i][TONE] ? rows[i][TONE][1] / 1000 : NaN;
const toneLabel = (i) => rows[i][TONE] ? data.tones[rows[i][TONE][0]] : "";
const answer = (i) => rows[i][REPLY] ? data.answers[rows[i][REPLY][0]] : "";
const stanceScore = (s) => (s[2] - s[3]) / 1000;
const uncertain = (i) => !isPost(i) && (rows[i][CONFIDENCE] < 1000 || (rows[i][FLAGS] & ABSTAINED) !== 0);

// One name for a row in addresses: its id, with the thread's where two threads
// have the same id.
const byId = new Map();
for (let i = 0; i < rows.length; i++) {
  const id = rows[i][ID];
  byId.set(id, byId.has(id) ? -1 : i);
}
const byThread = new Map(threads.map((t, n) => [t.ID, n]));
const anchor = (i) => "#c-" + (byId.get(rows[i][ID]) === i ? encodeURIComponent(rows[i][ID])
  : encodeURIComponent(threads[rows[i][THREAD]].ID) + "/" + encodeURIComponent(rows[i][ID]));

// rowOf finds what an address names; -1 where there is nothing of the kind. An
// id alone that several threads have means the first of them.
const rowOf = (hash) => {
  if (!hash.startsWith("#c-")) return -1;
  let parts;
  try {
    parts = hash.slice(3).split("/").map(decodeURIComponent);
  } catch {
    return -1;
  }
  if (parts.length === 2 && byThread.has(parts[0])) {
    const t = threads[byThread.get(parts[0])];
    for (let i = t.post; i < t.post + t.Rows; i++) if (rows[i][ID] === parts[1]) return i;
    return -1;
  }
  const id = parts.join("/"), found = byId.get(id);
  return found === undefined ? -1 : found >= 0 ? found : rows.findIndex((r) => r[ID] === id);
};

// when is a time as finely as the source states it.
const when = (i) => {
  const at = rows[i][TIME], p = data.precisions[rows[i][PRECISION]];
  if (!at) return "";
  const length = { year: 4, month: 7, day: 10 }[p];
  if (length) return at.slice(0, length);
  const zone = data.zones[rows[i][ZONE]] === "unknown" ? "" : at.slice(19).replace(/^\.\d+/, "").replace("Z", " UTC").replace(/^([+-])/, " $1");
  return at.slice(0, 10) + " " + at.slice(11, p === "second" ? 16 : 16) + zone;
};
const clock = (i) => {
  if (!rows[i][TIME]) return NaN;
  const t = Date.parse(rows[i][TIME]);
  return t;
};

// Ids, texts and addresses come from anybody: nothing but a web address is
// made a link.
const webAddress = (s) => {
  let u;
  try {
    u = new URL(s);
  } catch {
    return "";
  }
  return u.protocol === "http:" || u.protocol === "https:" ? u.href : "";
};
