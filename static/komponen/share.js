/** Bagikan: the link of the view, WhatsApp, and each chart as a picture (picture.js). The address is read when it is wanted, since a
 * choice on the page changes it; the filters that stand by default are spelled out, so that it opens the same view later. */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`share.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));
const { charts, save, wordsOf } = await import(new URL(`picture.js${search}`, import.meta.url));

let told = null;  // what the server says of the view in sight: filters, mark, source, prefix

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== "" && value != null) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

const icon = (name) => element("span", { class: "icon", "aria-hidden": "true" }, name);

/** The address of the view, its filters spelled out. */
function address() {
  const url = new URL(location.href);
  const own = [...url.searchParams].filter(([name]) => !(name in told.filters));
  url.search = new URLSearchParams([...Object.entries(told.filters), ...own]);
  url.hash = "";
  return url.href;
}

function title() {
  const heading = document.querySelector(".stMain h1");
  return heading ? wordsOf(heading) : document.title;
}

const whatsapp = () => `https://wa.me/?text=${encodeURIComponent([told.mark, title(), address()].filter(Boolean).join("\n"))}`;

/** The address of the same as a plain page. */
function light() {
  const key = new URLSearchParams(location.search).get(told.light.parameter);
  return told.light.root + (key ? `${told.light.kind}/${encodeURIComponent(key)}` : told.light.path);
}

/** Whether the words are in the clipboard now; on an address without TLS a browser has the older way only. */
async function copied(words, panel) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = element("textarea", { readonly: "readonly", style: "position:fixed;top:0;opacity:0" });
    field.value = words;
    panel.append(field);  // elsewhere it would take the focus out of the panel, which closes then
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

class Share {
  constructor(root) {
    this.root = root;
    this.button = element("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": "panel", title: "Bagikan" },
      icon("share"), element("span", { class: "word" }, "Bagikan"));
    this.copy = element("button", { type: "button", class: "way" }, icon("link"), "Salin tautan");
    this.chat = element("a", { class: "way", target: "_blank", rel: "noopener", href: "https://wa.me/" }, icon("chat"), "WhatsApp",
      element("span", { class: "unseen" }, " (tab baru)"));
    this.link = element("input", { readonly: "readonly", "aria-label": "Tautan tampilan ini", hidden: "hidden" });
    this.light = element("a", { class: "way", href: "/r/" }, icon("article"), "Halaman ringan (teks, cepat, untuk dicetak)");
    this.status = element("p", { role: "status" });
    this.pictures = element("div", { class: "pictures" });
    this.panel = element("div", { id: "panel", role: "group", "aria-label": "Bagikan tampilan ini", hidden: "hidden" },
      this.copy, this.chat, this.light, this.status, this.link, this.pictures);
    root.append(this.button, this.panel);
    this.button.addEventListener("click", () => this.toggle(this.panel.hidden));
    this.copy.addEventListener("click", () => this.take());
    this.chat.addEventListener("click", () => this.chat.setAttribute("href", whatsapp()));
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      this.toggle(false);
      this.button.focus();
    });
    this.aside = (event) => { if (!event.composedPath().includes(root)) this.toggle(false); };
    document.addEventListener("pointerdown", this.aside, true);
    document.addEventListener("focusin", this.aside, true);
  }

  toggle(isOpen) {
    if (this.panel.hidden === !isOpen) return;
    this.panel.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    this.say("");
    this.link.hidden = true;
    this.chat.setAttribute("href", whatsapp());
    this.light.setAttribute("href", light());
    const ways = charts().map((chart) => {
      const way = element("button", { type: "button", class: "way", title: chart.title }, icon("image"), element("span", { class: "name" }, chart.title));
      way.addEventListener("click", () => this.keep(chart));
      return way;
    });
    this.pictures.replaceChildren(...(ways.length ? [element("p", { class: "head" }, "Gambar (PNG), dengan sumber dan alamatnya"), ...ways] : []));
  }

  say(words) { this.status.textContent = words; }

  async take() {
    const link = address();
    const isCopied = await copied(link, this.panel);
    this.say(isCopied ? "Tautan tersalin." : "Peramban ini tidak mengizinkan penyalinan; salin tautan di bawah ini.");
    this.link.hidden = isCopied;
    this.link.value = link;
    (isCopied ? this.copy : this.link).focus();
    if (!isCopied) this.link.select();
  }

  async keep(chart) {
    this.say("Menyiapkan gambar…");
    try {
      await save(chart, { ...told, address: address() });
      this.say("Gambar tersimpan.");
    } catch {
      this.say("Gambar tidak dapat dibuat di peramban ini; gunakan tangkapan layar.");
    }
  }

  end() {
    for (const kind of ["pointerdown", "focusin"]) document.removeEventListener(kind, this.aside, true);
  }
}

/** The button that Plotly shows above a chart gives the same picture as the list does. */
document.addEventListener("click", (event) => {
  const host = event.target.closest?.(".modebar-btn")?.closest(".js-plotly-plot");
  const chart = told && host && charts().find((one) => one.host === host);
  if (!chart) return;
  event.preventDefault();
  event.stopPropagation();
  save(chart, { ...told, address: address() });
}, true);

/** Runs at every change of data or theme. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".share-root");
  root.getRootNode().adoptedStyleSheets = [style];
  told = JSON.parse(new TextDecoder().decode(data));
  root.share ??= new Share(root);
  return () => {
    root.share?.end();
    root.share = null;
    root.replaceChildren();
  };
}
