/** Links to pages of the app, in tables, cards, sentences and charts, open there without a reload. */

const ELSEWHERE = /^\/(app|media|_stcore|component)\//;

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
  history.pushState({}, "", url);  // Streamlit routes on popstate, as for the Back button
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

document.addEventListener("click", follow, true);
