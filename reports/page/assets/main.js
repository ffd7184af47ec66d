// What the page does once it is read.

const themeButton = document.getElementById("theme"), wantsDark = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (document.documentElement.dataset.theme || (wantsDark.matches ? "dark" : "light")) === "dark";
const tellTheme = () => { themeButton.textContent = dark() ? "Light colours" : "Dark colours"; };
themeButton.addEventListener("click", () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  tellTheme();
});
wantsDark.addEventListener("change", tellTheme);
tellTheme();

for (const e of document.querySelectorAll(".js")) e.hidden = false;

const tableRoot = document.getElementById("table-app"), treeRoot = document.getElementById("tree-app");
if (rows.length && tableRoot) {
  makeTable(tableRoot);
  const reveal = makeTree(treeRoot);
  const follow = () => {
    const i = rowOf(location.hash);
    if (i >= 0) reveal(i);
  };
  addEventListener("hashchange", follow);
  // The address that is shown already does not change when it is followed again.
  document.addEventListener("click", (e) => {
    const a = e.target.closest && e.target.closest('a[href^="#c-"]');
    if (a && !e.defaultPrevented && a.getAttribute("href") === location.hash) follow();
  });
  follow();
}

// On paper nothing can be unfolded. Long tables stay folded: they would fill
// pages, and lie beside this page.
let folded_ = [];
addEventListener("beforeprint", () => {
  folded_ = [...document.querySelectorAll("details:not([open]):not(.long)")];
  for (const d of folded_) d.open = true;
});
addEventListener("afterprint", () => {
  for (const d of folded_) d.open = false;
  folded_ = [];
});
