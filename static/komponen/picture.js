/** A chart or a map as a picture that can be sent on alone: above it the heading and the remarks that it stands under on the page,
 * below it the source and the address of the view. Everything is drawn from what is on the page; nothing is fetched. */

const SVG = "http://www.w3.org/2000/svg";
const EDGE = 24;  // pixels around everything
const LEAST = 480;  // pixels across: a narrower chart would leave no room for its words
const SHARP = 2;  // pixels of the picture for one of the page
const MOST = 8000;  // pixels of the longer side, which a browser still draws
// What a drawing has from the style of the page, and loses outside it
const HELD = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
  "opacity", "visibility", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing",
  "text-decoration-line", "paint-order", "vector-effect", "mix-blend-mode", "clip-path", "mask"];
const WORDS = { title: { size: 20, weight: 700 }, mark: { size: 13, weight: 700 }, note: { size: 13, weight: 400 }, end: { size: 12, weight: 400 } };

/** A new element of a drawing; strings among the children become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** What an element says, without the names of its icons, what is only read aloud, and its buttons. */
export function wordsOf(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("[data-testid=stIconMaterial], [aria-hidden=true], button, style, script").forEach((one) => one.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** What is drawn of one chart: layers that lie above each other, from the first to the last. */
function layers(host) {
  const root = host.shadowRoot ?? host;
  return [...root.querySelectorAll(host.classList.contains("js-plotly-plot") ? ".main-svg" : "svg")].filter((one) => one.getBoundingClientRect().width > 1);
}

const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** The remarks beside a chart, which explain its marks: captions that stand right above or below it; of a map those of its column,
 * which say whose its borders are. */
function remarks(host) {
  if (host.shadowRoot) {
    const beside = host.closest("[data-testid=stColumn]")?.querySelectorAll("[data-testid=stCaptionContainer]") ?? [];
    return [...beside].map(wordsOf).filter(Boolean);
  }
  const own = host.closest(".stElementContainer, [data-testid=stElementContainer]");
  const found = [];
  for (const way of ["previousElementSibling", "nextElementSibling"]) {
    const beside = own?.[way];
    const caption = beside?.querySelector?.("[data-testid=stCaptionContainer]");
    if (caption && !beside.querySelector("[data-testid=stHeading], .js-plotly-plot")) found.push(wordsOf(caption));
  }
  return found.filter(Boolean);
}

/** Words of a legend that stand beside its signs, each with its box and its style; Plotly's are in its drawing. */
function signed(host) {
  const list = host.shadowRoot?.querySelector(".legend");
  if (!list) return [];
  const walk = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width) found.push({ words: walk.currentNode.data, box, style: getComputedStyle(walk.currentNode.parentElement) });
  }
  return found;
}

/** A sign of a legend that is no drawing: its ground, hatched where it is, its edge. */
function sign(node, left, top, number) {
  const [box, set] = [node.getBoundingClientRect(), getComputedStyle(node)];
  const line = /rgba?\([^)]+\)|color\([^)]+\)/.exec(set.backgroundImage)?.[0];
  const hatch = element("pattern", { id: `sign-${number}`, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("rect", { width: 1.2, height: 4, fill: line ?? "none" }));
  const shape = { x: box.left - left, y: box.top - top, width: box.width, height: box.height, rx: Math.min(parseFloat(set.borderTopLeftRadius) || 0, box.height / 2) };
  if (set.borderTopLeftRadius.endsWith("%")) shape.rx = box.height / 2;
  return element("g", {}, hatch, element("rect", { ...shape, fill: set.backgroundColor }),
    element("rect", { ...shape, fill: line ? `url(#sign-${number})` : "none", stroke: set.borderTopColor, "stroke-dasharray": set.borderTopStyle === "dashed" ? "3 2" : "none" }));
}

/** Every chart and map in view, in the order of the page: what it is called, what is said of it, and its layers. */
export function charts() {
  const page = document.querySelector(".stMain");
  if (!page) return [];
  const hosts = [...page.querySelectorAll(".js-plotly-plot, .stBidiComponent *")]
    .filter((one) => (one.classList.contains("js-plotly-plot") || one.shadowRoot?.querySelector(".atlas-root")) && one.offsetParent && layers(one).length);
  const headings = [...page.querySelectorAll("h1, h2, h3, h4")].filter((one) => one.offsetParent);
  const seen = new Map();
  return hosts.map((host) => {
    const above = headings.filter((one) => isBefore(one, host));
    const name = above.length ? wordsOf(above.at(-1)) : wordsOf(page.querySelector("h1") ?? page);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { host, name, title: times > 1 ? `${name} (${times})` : name, page: above.length ? wordsOf(above[0]) : "", notes: remarks(host) };
  });
}

/** A drawing with all that it has from the style of the page written into it. */
function alone(svg) {
  const copy = svg.cloneNode(true);
  const pairs = [[svg, copy]];
  for (const [one, other] of pairs) {
    pairs.push(...[...one.children].map((child, index) => [child, other.children[index]]));
    const style = getComputedStyle(one);
    if (style.display === "none") other.setAttribute("display", "none");
    else for (const name of HELD) {
      const value = style.getPropertyValue(name);
      if (value && value !== "none" || name === "fill" || name === "stroke") other.style.setProperty(name, value.replaceAll(/url\("[^"#]*#/g, 'url("#'));
    }
  }
  copy.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
  return copy;
}

const ruler = document.createElement("canvas").getContext("2d");

/** Words in lines that fit; what has no blanks, as an address, is cut where the line ends. */
function lines(words, { size, weight }, font, room) {
  ruler.font = `${weight} ${size}px ${font}`;
  const fits = (line) => ruler.measureText(line).width <= room;
  const told = [""];
  for (const word of words.split(" ")) {
    if (told.at(-1) && !fits(`${told.at(-1)} ${word}`)) told.push("");
    let rest = told.at(-1) ? ` ${word}` : word;
    while (!fits(told.at(-1) + rest) && rest.length > 1) {
      let most = 1;
      while (most < rest.length && fits(told.at(-1) + rest.slice(0, most + 1))) most += 1;
      told[told.length - 1] += rest.slice(0, most);
      told.push("");
      rest = rest.slice(most);
    }
    told[told.length - 1] += rest;
  }
  return told;
}

let face = null;  // the face of the app's letters, for a picture has none but what it brings

/** The rule that brings it; without it a picture takes what the device has. */
async function letters(family) {
  const name = family.split(",")[0].replaceAll('"', "").trim();
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try { return [...sheet.cssRules].map((rule) => [rule, sheet.href ?? location.href]); } catch { return []; }
  });
  const [rule, base] = rules.find(([one]) => one instanceof CSSFontFaceRule && one.style.getPropertyValue("font-family").replaceAll('"', "") === name
    && one.style.getPropertyValue("font-style") !== "italic") ?? [];
  const source = rule && /url\("([^"]+)"\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  if (!source) return "";
  const body = await fetch(new URL(source, base)).then((answer) => answer.blob());
  const told = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(body);
  });
  return `@font-face{font-family:"${name}";font-weight:100 900;src:url("${told}")}`;
}

/** The whole picture as a drawing. `told` says what stands around the chart: mark, source, address. */
export function drawing(chart, told) {
  const style = getComputedStyle(document.querySelector(".stApp"));
  const [ink, ground, font] = [style.color, style.backgroundColor, style.fontFamily];
  const boxes = layers(chart.host).map((one) => [one, one.getBoundingClientRect()]);
  const signs = signed(chart.host);
  const all = [...boxes.map(([, box]) => box), ...signs.map(({ box }) => box)].filter(({ width: across }) => across);
  const [left, top] = [Math.min(...all.map((box) => box.left)), Math.min(...all.map((box) => box.top))];
  const [wide, tall] = [Math.max(...all.map((box) => box.right)) - left, Math.max(...all.map((box) => box.bottom)) - top];
  const width = Math.max(LEAST, wide) + 2 * EDGE;
  const picture = element("svg", { xmlns: SVG, width, "font-family": font });
  let y = EDGE;
  const say = (words, kind, fill = ink) => {
    const set = WORDS[kind];
    for (const line of words ? lines(words, set, font, width - 2 * EDGE) : []) {
      y += set.size * 1.35;
      picture.append(element("text", { x: EDGE, y: y - set.size * 0.3, fill, "font-size": set.size, "font-weight": set.weight,
        "fill-opacity": kind === "note" || kind === "end" ? 0.8 : 1 }, line));
    }
  };
  say(told.mark, "mark", "#B4532A");
  say(chart.name, "title");
  if (chart.page && chart.page !== chart.name) say(chart.page, "note");
  y += 8;
  const drawn = element("g", { transform: `translate(${EDGE + (width - 2 * EDGE - wide) / 2} ${y})` });
  for (const [one, box] of boxes) {
    const copy = alone(one);
    for (const [name, value] of Object.entries({ x: box.left - left, y: box.top - top, width: box.width, height: box.height })) copy.setAttribute(name, value);
    copy.style.removeProperty("position");
    drawn.append(copy);
  }
  drawn.append(...[...chart.host.shadowRoot?.querySelectorAll(".swatch") ?? []].map((one, number) => sign(one, left, top, number)));
  drawn.append(...signs.map(({ words, box, style: set }) => element("text", { x: box.left - left, y: box.bottom - top - box.height * 0.25,
    fill: set.color, "font-size": set.fontSize, "font-weight": set.fontWeight }, words)));
  picture.append(drawn);
  y += tall + 8;
  chart.notes.forEach((note) => say(note, "note"));
  y += 8;
  picture.append(element("line", { x1: EDGE, x2: width - EDGE, y1: y, y2: y, stroke: ink, "stroke-opacity": 0.25 }));
  y += 4;
  say(told.source, "end");
  say(told.address, "end");
  const height = Math.ceil(y + EDGE);
  picture.setAttribute("height", height);
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.prepend(element("rect", { width: "100%", height: "100%", fill: ground }));
  return { picture, width, height };
}

/** The picture as a PNG. */
export async function png(chart, told) {
  face ??= await letters(getComputedStyle(document.querySelector(".stApp")).fontFamily).catch(() => "");
  const { picture, width, height } = drawing(chart, told);
  picture.prepend(element("style", {}, face));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  await new Promise((done) => { setTimeout(done, 100); });  // its letters come a moment after
  const scale = Math.min(SHARP, MOST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => { canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("gambar kosong"))), "image/png"); });
}

/** The name of the file of a picture. */
export function fileOf(chart, prefix) {
  const words = chart.title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase();
  return `${prefix}${words.slice(0, 60).replace(/-$/, "") || "gambar"}.png`;
}

/** Make a picture and give it to the browser to keep. */
export async function save(chart, told) {
  const address = URL.createObjectURL(await png(chart, told));
  const link = Object.assign(document.createElement("a"), { href: address, download: fileOf(chart, told.prefix) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
