/** Links to pages of the app, in tables, cards, sentences and charts, open there without a reload, at their top; and the Back
 * button takes back what was chosen on a page. */

const push = history.pushState.bind(history);
const replace = history.replaceState.bind(history);
// What moved the address last: nothing yet, the visitor's hand is on it, a choice was written into it, another page was opened,
// Back or a link
let last = "start";

for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { last = "hand"; }, true);
addEventListener("popstate", () => { last = "history"; }, true);

/** Streamlit writes a choice in the place of the address before: make it a step of its own. */
history.replaceState = (state, unused, url) => {
  const { pathname, search } = new URL(url ?? "", location.href);
  const isChoice = last === "hand" && pathname === location.pathname && search !== location.search;
  if (isChoice) last = "choice";
  (isChoice ? push : replace)(state, unused, url);
};

/** What the server corrects of a choice (a year that the region has not) belongs to the same step; so does what it adds to the
 * address of a page that was just opened (daerah saya). */
history.pushState = (state, unused, url) => {
  const isSamePage = new URL(url ?? "", location.href).pathname === location.pathname;
  const isCorrection = isSamePage && ["start", "choice", "page"].includes(last);
  (isCorrection ? replace : push)(state, unused, url);
  if (!isSamePage) last = "page";
  else if (last === "hand") last = "choice";  // written by the server
};

const ELSEWHERE = /\/(app|media|_stcore|component|r)\//;  // r: light pages

/** The address in the app that a click asks for, or null: for another site, a file, a new tab, or a link that Streamlit handles. */
function wanted(event) {
  const link = event.composedPath().find((node) => node.localName === "a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const inChart = link.href.baseVal !== undefined;
  if (!inChart && !link.dataset.app && link.target !== "_blank") return null;
  const url = new URL(inChart ? link.href.baseVal : link.href, location.href);
  return url.origin === location.origin && !ELSEWHERE.test(url.pathname) ? url : null;
}

function follow(event) {
  const url = wanted(event);
  if (!url) return;
  event.preventDefault();
  event.stopPropagation();
  push({}, "", url);  // Streamlit routes on popstate, as for the Back button
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector(".stMain")?.scrollTo(0, 0);  // the same page with another choice would stay where the link was
}

document.addEventListener("click", follow, true);
