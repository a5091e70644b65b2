/** Draws one table from `data` (JSON as bytes); links.js follows the links to pages of the app. */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`table.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));

const LEVELS = new Set(["own", "kindred"]);
const TONES = new Set(["gold", "silver", "bronze", "harapan", "finalist", "disputed", "unknown",
  "step-1", "step-2", "step-3", "step-4", "open"]);
const NUMBER = /^[\d.,–%]+$/;  // words that say nothing without the heading of their column
const MATERIAL = /^:material\/(\w+):$/;
const CELL = "sel:";  // an address that leads to a cell of the workbook beside the table (sheet.js)

/** A new element; strings among the children become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "" && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** The attributes of a link, or null where the address is neither in the app nor http(s). */
function address(href, base) {
  if (!href) return null;
  if (/^https?:\/\//i.test(href)) return { href, target: "_blank", rel: "noopener noreferrer" };
  const own = href.startsWith("/") && new URL(href, location.origin).origin === location.origin;
  return own ? { href: (base ? `/${base}` : "") + href, "data-app": "true" } : null;
}

/** What leads from words to an address: a link, a button for a cell, or the words alone. */
function way(href, base, attributes, ...children) {
  if (href?.startsWith(CELL)) {
    const at = href.slice(CELL.length);
    const button = element("button", { ...attributes, type: "button", "data-at": at }, ...children);
    button.addEventListener("click", () => window.dispatchEvent(new CustomEvent("dasbor-sel", { detail: { at, from: button } })));
    return button;
  }
  const link = address(href, base);
  return link && element("a", { ...attributes, ...link }, ...children);
}

function drawIcon(icon) {
  const material = MATERIAL.exec(icon);
  return element("span", { class: material ? "icon material" : "icon", "aria-hidden": "true" },
    material ? material[1] : icon);
}

/** What a cell shows: icon and text as plain words, link, badge or dot, and the note below. */
function drawContent(cell, base) {
  const { text = "", note, icon, title } = cell;
  const tone = TONES.has(cell.tone) ? cell.tone : "";
  const level = LEVELS.has(cell.level) ? cell.level : "";
  const link = text && (address(cell.href, base) || cell.href?.startsWith(CELL));
  const parts = [];
  if (cell.parts?.length) {
    if (text && tone) parts.push(element("span", { class: `badge ${tone} ${level}` }, text), " ");
    parts.push(element("span", { class: "text" }, ...cell.parts.map(([words, href]) => way(href, base, {}, words) ?? words)));
  } else if (text || icon) {
    const classes = [tone ? `badge ${tone} ${level}` : "text", cell.strong && "strong"].filter(Boolean).join(" ");
    const inside = [icon && drawIcon(icon), text];
    if (title && !link) inside.push(element("span", { class: "unseen" }, ` (${title})`));
    parts.push(way(text && cell.href, base, { class: classes, title }, ...inside) ?? element("span", { class: classes, title }, ...inside));
  } else if (tone) {
    parts.push(element("span", { class: `dot ${tone}`, title, "aria-hidden": "true" }),
      element("span", { class: "dot-name" }, title || tone));
  }
  if (note) parts.push(element("div", { class: "note" }, note));
  return parts;
}

function drawRow(cells, { columns, head, base }) {
  const row = element("tr", { role: "row" });
  columns.forEach((column, index) => {
    const content = drawContent(cells[index], base);
    const name = index === 0 && content.length > 0;
    const classes = ["cell", column.align, index === 0 && "first", index === head && "head",
      NUMBER.test(cells[index].text) && "number", column.wide && "wide", column.whole && "whole", column.named && "named", content.length === 0 && "empty"].filter(Boolean).join(" ");
    row.append(element(name ? "th" : "td", {
      class: classes, role: name ? "rowheader" : "cell", scope: name ? "row" : "",
      "aria-colindex": index + 1, "data-label": column.label,
    }, ...content));
  });
  return row;
}

const START = /^[+\u2212-]?[\d.]+(?:,\d+)?/;  // a number as it is written here, also the first of "6–7" and "2="

/** What a cell is ordered by: its number where the whole column begins with numbers, else its words; null where it says nothing. */
function keys(cells) {
  const words = cells.map(({ text = "", title = "" }) => (text || title).trim());
  const known = words.filter((one) => one && one !== "–");
  const isNumeric = known.length > 0 && known.every((one) => START.test(one));
  const number = (one) => Number(START.exec(one)[0].replaceAll(".", "").replace(",", ".").replace("\u2212", "-"));
  return words.map((one) => (!one || one === "–" ? null : isNumeric ? number(one) : one));
}

/** Order rows by a column, within their groups; what is not known stands last either way, equals as they stood. */
function order(table, { rows }, index, turn) {
  const sorts = keys(rows.map((cells) => cells[index]));
  const before = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other, "id", { numeric: true }));
  const compare = (one, other) => {
    const [a, b] = [sorts[one.number], sorts[other.number]];
    if (!turn || (a === null && b === null)) return one.number - other.number;
    if (a === null || b === null) return a === null ? 1 : -1;
    return turn * before(a, b) || one.number - other.number;
  };
  for (const body of table.tBodies) body.append(...[...body.querySelectorAll("tr:not(.group)")].sort(compare));
}

/** The heading of a column that orders the rows when it is pressed: rising, falling, as they came. */
function drawSort(heading, label, index, data) {
  const button = element("button", { type: "button", class: "sort" }, label, element("span", { class: "arrow", "aria-hidden": "true" }));
  button.addEventListener("click", () => {
    const next = { none: "ascending", ascending: "descending", descending: "none" }[heading.getAttribute("aria-sort")];
    heading.parentElement.querySelectorAll("[aria-sort]").forEach((one) => one.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", next);
    order(heading.closest("table"), data, index, { none: 0, ascending: 1, descending: -1 }[next]);
  });
  heading.setAttribute("aria-sort", "none");
  heading.append(button);
}

function drawTable(data) {
  const { columns, rows, groups, caption, sortable } = data;
  const heading = element("tr", { role: "row" }, ...columns.map((column, index) => {
    const head = element("th", { class: column.wide ? `${column.align} wide` : column.align, role: "columnheader", scope: "col", "aria-colindex": index + 1 });
    if (sortable) drawSort(head, column.label, index, data);
    else head.append(column.label);
    return head;
  }));
  const bodies = [];
  let next = 0;
  for (const [label, count] of [...groups, ["", rows.length]]) {
    const part = rows.slice(next, next + count);
    next += part.length;
    if (part.length === 0) continue;
    const body = element("tbody", { role: "rowgroup" });
    if (label) {
      body.append(element("tr", { role: "row", class: "group" }, element("th",
        { role: "rowheader", scope: "rowgroup", colspan: columns.length,
          "aria-colindex": 1, "aria-colspan": columns.length }, label)));
    }
    body.append(...part.map((cells, place) => Object.assign(drawRow(cells, data), { number: next - part.length + place })));
    bodies.push(body);
  }
  return element("table",
    { role: "table", class: data.narrow, "aria-labelledby": "caption", "aria-colcount": columns.length },
    element("caption", { id: "caption", class: "unseen" }, caption),
    element("thead", { role: "rowgroup" }, heading), ...bodies);
}

/** On a phone the first rows alone, and a button for all; style decides where that is. */
function fold(table, { rows, fold: shown }) {
  if (!shown) return [table];
  [...table.querySelectorAll("tr:not(.group, thead tr)")].slice(shown).forEach((row) => row.classList.add("more"));
  table.classList.add("folded");
  const button = element("button", { type: "button", class: "unfold" }, `Lihat semua (${rows.length})`);
  button.addEventListener("click", () => {
    table.classList.remove("folded");
    table.querySelector("tr.more :is(a, button)")?.focus();
    button.remove();
  });
  return [table, button];
}

/** Runs at every change of data or theme; redraws only new data. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".table-root");
  root.getRootNode().adoptedStyleSheets = [style];
  const drawn = new TextDecoder().decode(data);
  if (root.drawn !== drawn) {
    const focused = root.getRootNode().activeElement?.getAttribute("href");
    const told = JSON.parse(drawn);
    const below = told.below && element("p", { class: "below" }, told.below);
    root.replaceChildren(...[...fold(drawTable(told), told), below].filter(Boolean));
    root.drawn = drawn;
    if (focused) root.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
}
