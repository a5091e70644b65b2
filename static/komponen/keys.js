/** The key "/" leads to the search, above every page. */

const FIELD = ":is(.st-key-cari_kata, .st-key-cari_di_atas) input";

/** Whether the key belongs to a field that is being filled in. */
function isTyping({ target }) {
  return target.isContentEditable || ["input", "textarea", "select"].includes(target.localName);
}

function focus() {
  const field = document.querySelector(FIELD);
  field?.focus();
  field?.select();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  focus();
});
