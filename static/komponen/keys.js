/** The key "/" leads to the search, from every page. */

const SEARCH = new URL("../../../cari", import.meta.url);
const FIELD = ".st-key-cari_kata input";
const PATIENCE = 20_000;  // milliseconds in which the page may be drawn

/** Whether the key belongs to a field that is being filled in. */
function isTyping({ target }) {
  return target.isContentEditable || ["input", "textarea", "select"].includes(target.localName);
}

function focus() {
  const field = document.querySelector(FIELD);
  field?.focus();
  field?.select();
  return Boolean(field);
}

function open() {
  history.pushState({}, "", SEARCH);  // Streamlit routes on popstate, as for the Back button
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  const watch = new MutationObserver(() => focus() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), PATIENCE);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  if (!focus()) open();
});
