/** The key "/" leads to the search, above every page; Escape closes the list of pages on a phone. */

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

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || innerWidth >= 768) return;
  document.querySelector('.stSidebar[data-collapsed="false"] button[aria-controls="stSidebar"]')?.click();
});
