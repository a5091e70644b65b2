/** On a phone the list of pages lies over the page: it closes when a page has been chosen from it. */

/** Whether the list covers a part of the page, which on a wide screen stands beside it. */
function covers(list) {
  const page = document.querySelector("[data-testid=stMain]");
  return Boolean(page) && list.getBoundingClientRect().right > page.getBoundingClientRect().left + 1;
}

function close({ target, ctrlKey, metaKey, shiftKey }) {
  const isElsewhere = ctrlKey || metaKey || shiftKey;  // in a tab or window of its own
  const list = target.closest?.("[data-testid=stSidebarNavLink]")?.closest("[data-testid=stSidebar]");
  if (!list || isElsewhere || !covers(list)) return;
  // When Streamlit has had the click
  setTimeout(() => list.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
}

document.addEventListener("click", close, true);
