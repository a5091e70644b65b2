/** Draws the sheets of a workbook as a grid with the importer's reading over it. What is pressed elsewhere (table.js) is shown here. */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`sheet.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));

const SHOW = "dasbor-sel";  // the event that asks for a cell: detail.at, detail.from
const LINES = 10;  // rows of a page up or down
const kept = { sheet: "", at: "" };  // survives when the page draws the grid anew in another place

/** A new element; strings among the children become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "" && value != null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

function letters(column) {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function number(name) {
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Sheet, row and column of an address such as "Rekap!C5"; the name of a sheet may hold a "!". */
function place(at) {
  const cut = at.lastIndexOf("!");
  const cell = /^([A-Z]+)(\d+)$/.exec(at.slice(cut + 1));
  return cell && { sheet: at.slice(0, cut), row: Number(cell[2]) - 1, column: number(cell[1]) };
}

class Grid {
  constructor(root) {
    this.root = root;
    this.send = () => {};
    this.tabs = element("div", { class: "tabs", role: "tablist", "aria-label": "Lembar" });
    this.address = element("span", { class: "address" });
    this.value = element("span", { class: "value" });
    this.says = element("span", { class: "says" });
    this.faults = element("span", { class: "faults" });
    this.back = element("button", { type: "button", class: "back", hidden: "hidden" }, "Kembali ke asal");
    this.bar = element("div", { class: "bar", id: "bar" }, this.address, this.value, this.says, this.faults);
    this.scroller = element("div", { class: "scroller" });
    this.panel = element("div", { role: "tabpanel", id: "panel" }, this.scroller);
    this.legend = element("ul", { class: "legend", "aria-label": "Legenda" });
    this.note = element("p", { class: "note" });
    root.replaceChildren(this.tabs, element("div", { class: "head" }, this.bar, this.back), this.panel, this.legend, this.note);
    this.tabs.addEventListener("click", ({ target }) => this.open(target.closest("[role=tab]")?.dataset.name));
    this.tabs.addEventListener("keydown", (event) => this.turnTab(event));
    this.scroller.addEventListener("click", ({ target }) => this.press(target.closest("td")));
    this.scroller.addEventListener("mousemove", ({ target, movementX, movementY }) => {
      if (movementX || movementY) this.tell(target.closest("td") ?? this.selected);  // not where the sheet moves below a resting pointer
    });
    this.scroller.addEventListener("mouseleave", () => this.tell(this.selected));
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.scroller.addEventListener("focusin", ({ target }) => target.closest("td") && this.select(target.closest("td")));
    this.back.addEventListener("click", () => this.goBack());
    this.listen = ({ detail }) => this.show(detail.at, detail.from);
  }

  draw(data) {
    this.data = data;
    this.sheets = new Map(data.sheets.map((sheet) => [sheet.name, sheet]));
    this.tabs.replaceChildren(...data.sheets.map((sheet, index) => element("button", {
      type: "button", role: "tab", id: `tab-${index}`, "data-name": sheet.name, "aria-controls": "panel",
    }, sheet.name, sheet.hidden && element("span", { class: "hidden-mark" }, " (tersembunyi)"),
    sheet.faults > 0 && element("span", { class: "count" }, ` ${sheet.faults} kesalahan`))));
    const first = data.sheets.find((sheet) => !sheet.hidden && sheet.read) ?? data.sheets[0];
    this.open(this.sheets.has(kept.sheet) ? kept.sheet : first?.name, false);
  }

  open(name, byHand = true) {
    const sheet = this.sheets.get(name);
    if (!sheet || (byHand && name === this.name)) return;
    const same = name === this.name;
    const { scrollLeft, scrollTop } = this.scroller;
    kept.sheet = this.name = name;
    for (const tab of this.tabs.children) {
      const own = tab.dataset.name === name;
      tab.setAttribute("aria-selected", String(own));
      tab.tabIndex = own ? 0 : -1;
      if (own) this.panel.setAttribute("aria-labelledby", tab.id);
    }
    this.sheet = sheet;
    const held = same && this.scroller.contains(this.root.getRootNode().activeElement);
    this.scroller.replaceChildren(this.table());
    this.scroller.style.setProperty("--rail", `${this.scroller.querySelector("tbody th")?.offsetWidth ?? 0}px`);
    this.drawLegend();
    this.note.textContent = sheet.note;
    this.note.hidden = !sheet.note;
    this.selected = null;
    const wanted = place(kept.at);
    const cell = wanted?.sheet === name ? this.cell(wanted.row, wanted.column) : null;
    this.select(cell ?? this.cell(0, 0), Boolean(cell));
    this.scroller.scrollTo(same ? scrollLeft : 0, same ? scrollTop : 0);
    if (held) this.selected?.focus({ preventScroll: true });
  }

  /** The table; a merged cell stands once, and `spans` says which cell covers each place. */
  table() {
    const { rows, columns, merged, hiddenRows, hiddenColumns } = this.sheet;
    const over = new Map();
    for (const [top, left, bottom, right] of merged) {
      for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) over.set(`${row},${column}`, [top, left, bottom, right]);
    }
    this.over = over;
    this.cells = new Map();
    const unseenColumns = new Set(hiddenColumns);
    const unseenRows = new Set(hiddenRows);
    const heads = Array.from({ length: columns }, (_, column) => element("th", {
      scope: "col", role: "columnheader", "aria-colindex": column + 2, class: unseenColumns.has(column) && "unseen", title: unseenColumns.has(column) && "kolom tersembunyi",
    }, letters(column)));
    const body = rows.map((cells, row) => {
      const line = element("tr", { role: "row", "aria-rowindex": row + 2, class: unseenRows.has(row) && "unseen" },
        element("th", { scope: "row", role: "rowheader", "aria-colindex": 1, title: unseenRows.has(row) && "baris tersembunyi" }, String(row + 1)));
      for (let column = 0; column < columns; column += 1) {
        const box = over.get(`${row},${column}`);
        if (box && (box[0] !== row || box[1] !== column)) continue;
        line.append(this.drawCell(cells[column] || [""], row, column, box, cells[column + 1]?.[0]));
      }
      return line;
    });
    return element("table", { role: "grid", "aria-label": `Lembar ${this.sheet.name} dengan bacaan`, "aria-rowcount": rows.length + 1,
      "aria-colcount": columns + 1, "aria-readonly": "true" },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row", "aria-rowindex": 1 },
      element("th", { class: "corner", role: "columnheader", "aria-colindex": 1 }, element("span", { class: "only-read" }, "Baris")), ...heads)),
    element("tbody", { role: "rowgroup" }, ...body));
  }

  drawCell([text, role = 0, , tag = 0, fault = 0, question = 0], row, column, box, next) {
    const isNumber = /^-?[\d.]+(,\d+)?%?$/.test(text);
    const name = this.data.roles[role]?.[0] ?? "";
    const spills = ["", "keterangan", "abaikan"].includes(name) && !isNumber && !tag && text.length > 12 && !next && !box;
    const node = element("td", {
      role: "gridcell", tabindex: -1, "aria-colindex": column + 2, "data-row": row, "data-column": column,
      class: [name && `as-${name}`, isNumber && "figure", fault && "fault", question && "asked", spills && "spills", column === this.sheet.frozen && (text || name) && "frozen"].filter(Boolean).join(" "),
      colspan: box && box[3] > box[1] ? box[3] - box[1] + 1 : "", rowspan: box && box[2] > box[0] ? box[2] - box[0] + 1 : "",
    }, text && element("span", { class: "text" }, text), tag && element("span", { class: "tag" }, this.data.tags[tag]),
    fault > 0 && element("span", { class: "mark" }, "!"), !fault && question > 0 && element("span", { class: "mark" }, "?"));
    this.cells.set(`${row},${column}`, node);
    return node;
  }

  drawLegend() {
    const own = new Set(this.sheet.rows.flatMap((cells) => cells.map((cell) => cell?.[1] ?? 0)));
    const has = (index) => this.sheet.rows.some((cells) => cells.some((cell) => cell?.[index]));
    const items = this.data.roles.map(([name, label], index) => own.has(index) && name && element("li", {},
      element("span", { class: `swatch as-${name}`, "aria-hidden": "true" }), label));
    this.legend.replaceChildren(...items.filter(Boolean),
      ...(has(4) ? [element("li", {}, element("span", { class: "swatch fault", "aria-hidden": "true" }, "!"), "Kesalahan")] : []),
      ...(has(5) ? [element("li", {}, element("span", { class: "swatch asked", "aria-hidden": "true" }, "?"), "Pertanyaan")] : []));
  }

  /** The cell that is seen at a place: of merged ones the one that covers it. */
  cell(row, column) {
    const box = this.over.get(`${row},${column}`);
    return this.cells.get(box ? `${box[0]},${box[1]}` : `${row},${column}`) ?? null;
  }

  at(node) {
    return `${this.name}!${letters(Number(node.dataset.column))}${Number(node.dataset.row) + 1}`;
  }

  /** Say of a cell what it holds and what it is taken as. */
  tell(node) {
    if (!node) return;
    const { row, column } = node.dataset;
    const [text = "", role = 0, says = 0, , fault = 0, question = 0] = this.sheet.rows[row][column] || [];
    this.address.textContent = this.at(node);
    this.value.textContent = text || "kosong";
    this.says.textContent = this.data.says[says] || (text && !role ? "Tidak dibaca sebagai nilai." : "");
    this.faults.textContent = [fault && `Kesalahan: ${this.data.says[fault]}`, question && `Pertanyaan: ${this.data.says[question]}`].filter(Boolean).join(" ");
  }

  select(node, keep = true) {
    if (!node) return;
    if (this.selected !== node) {
      this.selected?.removeAttribute("aria-selected");
      this.selected?.removeAttribute("aria-describedby");
      if (this.selected) this.selected.tabIndex = -1;
      this.selected = node;
    }
    node.tabIndex = 0;
    node.setAttribute("aria-describedby", "bar");
    if (keep) {
      node.setAttribute("aria-selected", "true");
      kept.at = this.at(node);
    }
    this.tell(node);
  }

  /** A cell is chosen: the page may offer what can be changed about it. */
  press(node) {
    if (!node) return;
    this.select(node);
    node.focus({ preventScroll: true });
    this.send("picked", this.at(node));
  }

  key(event) {
    const node = event.target.closest("td");
    if (!node || event.altKey || event.metaKey) return;
    const row = Number(node.dataset.row);
    const column = Number(node.dataset.column);
    const { rows, columns } = this.sheet;
    const last = [rows.length - 1, columns - 1];
    const right = column + (node.colSpan || 1);
    const below = row + (node.rowSpan || 1);
    const goals = {
      ArrowLeft: [row, column - 1], ArrowRight: [row, right], ArrowUp: [row - 1, column], ArrowDown: [below, column],
      Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? last[0] : row, last[1]], PageUp: [Math.max(0, row - LINES), column],
      PageDown: [Math.min(last[0], row + LINES), column],
    };
    if (event.key === "Enter" || event.key === " ") this.press(node);
    else if (goals[event.key]) this.cell(...goals[event.key])?.focus({ preventScroll: true });
    else return;
    event.preventDefault();
    this.reveal(this.root.getRootNode().activeElement);
  }

  turnTab(event) {
    const tabs = [...this.tabs.children];
    const index = tabs.indexOf(event.target.closest("[role=tab]"));
    const goal = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const tab = tabs[(goal + tabs.length) % tabs.length];
    this.open(tab.dataset.name);
    tab.focus();
  }

  /** Scroll the sheet so that a cell is seen whole, beside the letters and numbers that stay. */
  reveal(node, middle = false) {
    if (!node?.matches?.("td")) return;
    const pane = this.scroller.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const corner = this.scroller.querySelector(".corner").getBoundingClientRect();
    const frozen = this.scroller.querySelector(".frozen");
    const rail = corner.width + (frozen && !node.classList.contains("frozen") ? frozen.offsetWidth : 0);
    const moved = (low, high, from, to) => {
      if (middle) return (low + high) / 2 - (from + to) / 2;
      return low < from ? low - from : high > to ? Math.min(high - to, low - from) : 0;
    };
    this.scroller.scrollBy(moved(box.left, box.right, pane.left + rail, pane.left + this.scroller.clientWidth),
      moved(box.top, box.bottom, pane.top + corner.height, pane.top + this.scroller.clientHeight));
  }

  /** Bring a cell into view, wherever it is asked for; `from` is where one may go back to. */
  show(at, from = null) {
    const goal = place(at);
    if (!goal || !this.sheets?.has(goal.sheet)) return;
    this.from = from;
    this.back.hidden = !from;
    this.open(goal.sheet);
    const node = this.cell(goal.row, goal.column);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    if (!node) {
      this.address.textContent = at;
      this.value.textContent = "";
      this.says.textContent = "Sel ini di luar bagian lembar yang ditampilkan.";
      this.faults.textContent = "";
      return;
    }
    this.select(node);
    this.reveal(node, true);
    node.focus({ preventScroll: true });
    node.classList.remove("found");
    requestAnimationFrame(() => node.classList.add("found"));
    this.send("picked", at);
  }

  goBack() {
    this.back.hidden = true;
    this.from?.scrollIntoView({ block: "center" });
    this.from?.focus({ preventScroll: true });
    this.from = null;
  }
}

/** Runs at every change of data or theme: draws only what is new. */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sheet-root");
  root.getRootNode().adoptedStyleSheets = [style];
  root.grid ??= new Grid(root);
  const { grid } = root;
  grid.send = setTriggerValue;
  const drawn = new TextDecoder().decode(data);
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    grid.draw(JSON.parse(drawn));
  }
  window.addEventListener(SHOW, grid.listen);
  return () => window.removeEventListener(SHOW, grid.listen);
}
