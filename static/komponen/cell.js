/** A sentence of the page about the workbook, with the way to each cell that it names (sheet.js shows it). */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`cell.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));

/** A new element; strings among the children become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

function drawPiece([words, at, strong]) {
  if (!at) return strong ? element("strong", {}, words) : words;
  const button = element("button", { type: "button", title: "Tampilkan sel ini di lembar" },
    element("span", { class: "icon", "aria-hidden": "true" }, "my_location"), words);
  button.addEventListener("click", () => window.dispatchEvent(new CustomEvent("dasbor-sel", { detail: { at, from: button } })));
  return button;
}

/** Runs at every change of data or theme; redraws only new data. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".cell-root");
  root.getRootNode().adoptedStyleSheets = [style];
  const drawn = new TextDecoder().decode(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const { pieces, tone } = JSON.parse(drawn);
  root.replaceChildren(element("p", { class: tone }, ...pieces.map(drawPiece)));
}
