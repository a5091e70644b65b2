/** Draws one map from `data`: quiet areas or points, marked ones above them, a legend; zooms, and tells which area was picked. */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`atlas.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;  // of the drawing, in its own units; the height follows the country
const MARGIN = 16;
const GAP = 0.035;  // of the width: a wider stretch of sea is shortened to this
const CLOSEST = 60;  // times the whole
const SMALL = 13;  // pixels: a marked area that is smaller gets a dot as well
const FINGER = 22;  // pixels around a dot that a finger means it by
const FOREMOST = 10;  // names that get a place of their own, if need be at the end of a line
const GLIDE = 450;  // milliseconds of a flight
const STEP = 1800;  // milliseconds between two years

const files = new Map();  // geometry by address, fetched once

function fetched(url) {
  if (!files.has(url)) {
    files.set(url, fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.json();
    }).catch((error) => {
      files.delete(url);
      throw error;
    }));
  }
  return files.get(url);
}

function element(tag, attributes = {}, ...children) {
  const drawn = ["svg", "g", "path", "circle", "line", "text", "pattern", "defs", "rect"].includes(tag);
  const node = drawn ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "" && value != null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

/** Along one axis: wide stretches without land shortened to `most`; the values at which they were, and the way there. */
function shortened(spans, most) {
  const cuts = [];
  let end = Infinity;
  for (const [low, high] of spans.sort((one, other) => one[0] - other[0])) {
    if (low - end > most) cuts.push({ at: low, less: low - end - most });
    end = end === Infinity ? high : Math.max(end, high);
  }
  return { cuts, to: (value) => cuts.reduce((sum, { at, less }) => (value >= at ? sum - less : sum), value) };
}

/** Longitude and latitude on the drawing: narrowed by the cosine of the middle latitude, empty sea between north and south shortened. */
function projection(boxes) {
  const [west, south, east, north] = union(boxes);
  const most = GAP * (east - west);
  const along = shortened(boxes.map(([, b, , d]) => [b, d]), most);
  const narrow = Math.cos((north + south) / 2 * Math.PI / 180);
  const wide = (east - west) * narrow;
  const tall = along.to(north) - along.to(south);
  const height = WIDTH * Math.min(0.62, Math.max(0.42, (tall + 2 * MARGIN / WIDTH * wide) / wide));
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (height - 2 * MARGIN) / tall);
  const left = (WIDTH - wide * scale) / 2;
  const top = (height - tall * scale) / 2;
  const x = (value) => left + (value - west) * narrow * scale;
  const y = (value) => top + (along.to(north) - along.to(value)) * scale;
  const breaks = along.cuts.map(({ at }) => `M0 ${y(at) + most * scale / 2}h${WIDTH}`);
  return { height, breaks, place: ([lon, lat]) => [x(lon), y(lat)] };
}

const ringsOf = ({ type, coordinates }) => (type === "Polygon" ? coordinates : coordinates.flat());

function bounds(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  }
  return box;
}

const union = (boxes) => bounds(boxes.flatMap(([a, b, c, d]) => [[a, b], [c, d]]));

/** A point inside a ring: the middle of the widest stretch on one of three lines across it. */
function inside(ring, [, top, , bottom]) {
  const stretches = [0.4, 0.5, 0.6].flatMap((part) => {
    const y = top + (bottom - top) * part;
    const cuts = [];
    for (let index = 1; index < ring.length; index += 1) {
      const [[x0, y0], [x1, y1]] = [ring[index - 1], ring[index]];
      if ((y0 > y) !== (y1 > y)) cuts.push(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
    }
    cuts.sort((one, other) => one - other);
    return cuts.flatMap((x, index) => (index % 2 ? [[x - cuts[index - 1], (x + cuts[index - 1]) / 2, y]] : []));
  });
  const [wide, x, y] = stretches.reduce((one, other) => (other[0] > one[0] ? other : one), [0, ...ring[0]]);
  return { middle: [x, y], wide };
}

/** Where a name may stand that finds no room beside its mark: above and below it, ever farther away. */
function around(x, y, wide, high, one) {
  return [20, 32, 46, 62, 80].flatMap((far) => [0, -0.6, 0.6, -1.2, 1.2].flatMap((aside) => {
    const left = x - wide / 2 + aside * far * one;
    return [[left, y - far * one - high], [left, y + far * one]];
  }));
}

/** One area ready to draw: its path, its box, the box of its largest ring, and a point inside it with the room there. */
function shape(geometry, place) {
  const rings = ringsOf(geometry).map((ring) => ring.map(place));
  const d = rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}Z`).join("");
  const boxes = rings.map(bounds);
  const size = ([left, top, right, bottom]) => (right - left) * (bottom - top);
  const largest = boxes.reduce((best, box, index) => (size(box) > size(boxes[best]) ? index : best), 0);
  return { d, box: union(boxes), main: boxes[largest], ...inside(rings[largest], boxes[largest]) };
}

/** Where everything lies, from the files or the points; kept as long as these are the same. */
async function ground(data) {
  if (!data.areas) {
    const spots = [...data.points.map(([, x, y]) => [x, y]), ...data.ground];
    const { height, place } = projection([bounds(spots)]);
    const places = new Map(data.points.map(([code, x, y]) => {
      const [px, py] = place([x, y]);
      return [code, { box: [px, py, px, py], main: [px, py, px, py], middle: [px, py], wide: 0 }];
    }));
    return { height, places, borders: [], breaks: [], dust: data.ground.map(place) };
  }
  const [areas, borders] = await Promise.all([data.areas, data.borders].map((url) => url && fetched(url)));
  const { height, breaks, place } = projection(areas.features.flatMap(({ geometry }) => ringsOf(geometry).map(bounds)));
  const shapes = ({ features }) => features.map(({ id, geometry }) => [String(id), shape(geometry, place)]);
  return { height, places: new Map(shapes(areas)), borders: borders ? shapes(borders) : [], breaks, dust: [] };
}

class Atlas {
  constructor(root) {
    this.root = root;
    this.k = 1; this.x = 0; this.y = 0;
    this.fingers = null;
    this.build();
  }

  build() {
    const layer = (name, hidden = true) => element("g", { class: name, "aria-hidden": hidden && "true" });
    this.base = element("g", {}, this.breaks = layer("breaks"), this.quiet = layer("quiet"), this.marked = layer("marked", false), this.edges = layer("edges"),
      this.rings = layer("rings"));
    this.svg = element("svg", { role: "group", preserveAspectRatio: "xMidYMid meet" },
      this.patterns = element("defs"), this.base, this.dots = layer("dots", false), this.words = layer("words"));
    this.tip = element("div", { class: "tip", "aria-hidden": "true" });
    this.status = element("p", { class: "unseen", role: "status" });
    const button = (sign, label, action) => {
      const node = element("button", { type: "button", "aria-label": label, title: label }, sign);
      node.onclick = action;
      return node;
    };
    this.stage = element("div", { class: "stage" }, this.svg, element("div", { class: "buttons" },
      button("+", "Perbesar peta", () => this.zoom(1.8)), button("−", "Perkecil peta", () => this.zoom(1 / 1.8)),
      button("⤢", "Tampilkan seluruhnya", () => this.fly(null))), this.tip);
    this.legend = element("ul", { class: "legend" });
    this.root.replaceChildren(this.stage, this.legend, this.status);
    this.listen();
    new ResizeObserver(() => this.place()).observe(this.svg);
  }

  listen() {
    const svg = this.svg;
    const at = (event) => {
      const box = svg.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width * WIDTH, (event.clientY - box.top) / box.height * this.height];
    };
    svg.addEventListener("wheel", (event) => {  // a plain wheel scrolls the page
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(2 ** (-event.deltaY / 240), at(event));
    }, { passive: false });
    let from = null;
    svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "touch" && event.button === 0) from = { at: at(event), x: this.x, y: this.y, moved: false };
    });
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") this.point(event);
      if (!from) return;
      const [x, y] = at(event);
      if (!from.moved && Math.hypot(x - from.at[0], y - from.at[1]) * this.scale < 4) return;
      if (!from.moved) svg.setPointerCapture(event.pointerId);
      from.moved = this.dragged = true;
      this.move(this.k, from.x + x - from.at[0], from.y + y - from.at[1]);
    });
    svg.addEventListener("pointerup", () => { from = null; });
    svg.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    svg.addEventListener("click", (event) => {
      const code = this.meant(event, at(event));
      if (code && !this.dragged) this.pick(code);
      this.dragged = false;
    });
    // One finger scrolls the page; two move and zoom the map.
    const pair = ({ touches: [a, b] }) => ({
      middle: at({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }),
      apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    });
    svg.addEventListener("touchstart", (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      this.fingers = { ...pair(event), k: this.k, x: this.x, y: this.y };
    }, { passive: false });
    svg.addEventListener("touchmove", (event) => {
      if (!this.fingers || event.touches.length !== 2) return;
      event.preventDefault();
      const { middle: [x, y], apart } = pair(event);
      const { middle: [x0, y0], apart: apart0, k, x: left, y: top } = this.fingers;
      const closer = Math.min(CLOSEST, Math.max(1, k * apart / apart0)) / k;
      this.move(k * closer, x - (x0 - left) * closer, y - (y0 - top) * closer);
    }, { passive: false });
    svg.addEventListener("touchend", () => { this.fingers = null; });
    this.stage.addEventListener("focusin", ({ target }) => { this.focus(target.dataset?.code); });
    this.stage.addEventListener("focusout", () => { this.focus(null); });
    svg.addEventListener("keydown", (event) => this.key(event));
  }

  /** Arrows walk through the marked areas in the order of the table. */
  key(event) {
    const { order } = this.data;
    const here = order.indexOf(event.target.dataset?.code);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = {
      ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: order.length - 1,
    }[event.key];
    const act = { Enter: () => this.pick(order[here]), " ": () => this.pick(order[here]), "+": () => this.zoom(1.8),
      "-": () => this.zoom(1 / 1.8), Escape: () => this.fly(null) }[event.key];
    if (to === undefined && !act) return;
    event.preventDefault();
    if (act) act();
    else this.nodes.get(order[(to + order.length) % order.length])?.focus();
  }

  /** The area that was clicked; of a finger, which hits no dot, the nearest dot within its reach. */
  meant({ target, pointerType }, [x, y]) {
    const code = target.dataset?.code;
    const isPlain = this.nodes.has(code) && !this.spots.some((spot) => spot.code === code && spot.at);
    if (pointerType !== "touch" || isPlain) return code;
    const far = (spot) => Math.hypot(spot.at[0] - x, spot.at[1] - y) * this.scale;
    const near = this.spots.filter((spot) => spot.at && this.nodes.has(spot.code) && far(spot) <= FINGER);
    return near.reduce((best, spot) => (!best || far(spot) < far(best) ? spot : best), null)?.code ?? code;
  }

  pick(code) {
    this.status.textContent = `${this.told(code)}. ${this.data.says.picked}`;
    this.ring("chosen", code);
    this.send("picked", code);
    if (matchMedia("(max-width: 640px)").matches) this.stage.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  told(code) {
    const { names, within, marks, rest } = this.data;
    const where = [names[code] ?? code, within[code.slice(0, -2)]].filter(Boolean).join(", ");
    return `${where}: ${(marks[code] ?? rest)[1]}`;
  }

  point(event) {
    const code = event.target.dataset?.code;
    this.tip.hidden = !code || Boolean(event.buttons);
    if (this.tip.hidden) return;
    const [name, value] = this.told(code).split(/: (.*)/s);
    this.tip.replaceChildren(element("strong", {}, name), value);
    const box = this.stage.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 14, box.width - this.tip.offsetWidth - 4);
    this.tip.style.translate = `${Math.max(4, left)}px ${event.clientY - box.top + 18}px`;
  }

  /** Draw anew what the data say; the geometry stays. */
  async draw(data) {
    const where = JSON.stringify([data.areas, data.borders, data.areas ? "" : data.points]);
    if (this.where !== where) {
      try {
        this.ground = await ground(data);
      } catch {
        this.stage.hidden = true;
        this.status.className = "missing";
        this.status.textContent = data.says.missing;
        this.drawLegend(data);
        return;
      }
      this.where = where;
      this.k = 1; this.x = this.y = 0;
      this.zoomed = null;
      this.height = Math.round(this.ground.height);
      this.breaks.replaceChildren(...this.ground.breaks.map((d) => element("path", { d })));
      this.svg.setAttribute("viewBox", `0 0 ${WIDTH} ${this.height}`);
    }
    this.stage.hidden = false;
    this.status.className = "unseen";
    this.data = data;
    const held = this.root.getRootNode().activeElement?.dataset?.code;
    this.svg.setAttribute("aria-label", data.label);
    this.classes = Object.fromEntries(data.classes.map((one) => [one.class, one]));
    this.drawPatterns();
    this.drawAreas();
    this.drawLegend(data);
    this.ring("chosen", data.selected);
    if (this.zoomed !== data.zoom) {
      const first = this.zoomed === null;
      this.zoomed = data.zoom;
      if (data.zoom || !first) this.fly(data.zoom, first);
    }
    this.place();
    if (held) this.nodes.get(held)?.focus();
  }

  fill(name) {
    const { pattern, light, dark } = this.classes[name] ?? { pattern: "none" };
    if (pattern === "fill") return `light-dark(${light}, ${dark})`;
    return pattern.endsWith("hatch") ? `url(#${pattern})` : pattern === "hollow" ? "var(--paper)" : "var(--land)";
  }

  drawPatterns() {
    const hatch = (id, size, line) => element("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" },
      element("rect", { width: size, height: size, class: "paper" }), element("rect", { width: line, height: size, class: id }));
    this.patterns.replaceChildren(hatch("hatch", 6, 1), hatch("marked-hatch", 4, 2));
  }

  drawAreas() {
    const { names, marks, rest, order, selected, labels, regions } = this.data;
    const { places, borders, dust } = this.ground;
    const stop = order.includes(selected) ? selected : order[0];
    const isMarked = new Set(order);
    this.nodes = new Map();
    const looks = (code) => `fill: ${this.fill((marks[code] ?? rest)[0])}`;
    const control = (code) => ({ role: "button", tabindex: code === stop ? 0 : -1, "aria-pressed": String(code === selected),
      "aria-label": this.told(code) });
    const area = (code) => {
      const { d } = places.get(code);
      const node = element("path", { d, style: looks(code), "data-code": code,
        class: this.classes[marks[code]?.[0]]?.pattern, ...(isMarked.has(code) ? control(code) : {}) });
      if (isMarked.has(code)) this.nodes.set(code, node);
      return node;
    };
    const dot = (code) => {
      const { d } = places.get(code);
      const kind = this.classes[(marks[code] ?? rest)[0]]?.pattern ?? "none";
      const known = isMarked.has(code);
      const node = element("circle", { style: kind === "fill" || known ? looks(code) : "fill: none", "data-code": code,
        class: known ? "" : `quiet ${kind}`, ...(known && !d ? control(code) : { "aria-hidden": "true" }) });
      if (known && !d) this.nodes.set(code, node);
      return node;
    };
    const all = [...places.keys()];
    const drawn = all.filter((code) => places.get(code).d);
    this.quiet.replaceChildren(...drawn.filter((code) => !isMarked.has(code)).map(area));
    const known = order.filter((code) => places.has(code));
    this.marked.replaceChildren(...known.filter((code) => places.get(code).d).map(area));
    this.edges.replaceChildren(...borders.map(([, { d }]) => element("path", { d })));
    const points = drawn.length ? [] : all.filter((code) => !isMarked.has(code));
    this.spots = [...points.map((code) => [code, 3]), ...[...known].reverse().map((code) => [code, 6])]
      .map(([code, radius]) => ({ code, radius, node: dot(code), ...places.get(code) }));
    this.dust = dust.map((middle) => ({ middle, node: element("circle", { class: "dust", r: 1.4 }) }));
    this.dots.replaceChildren(...[...this.dust, ...this.spots].map(({ node }) => node));
    this.labels = [
      // By rank: an object would give its keys back in the order of their numbers.
      ...[...new Set([...order, selected])].filter((code) => labels[code] && places.has(code))
        .map((code) => ({ text: labels[code], kind: "name", ...places.get(code) })),
      ...borders.filter(([code]) => regions[code]).map(([code, place]) => ({ text: regions[code], kind: "region", ...place })),
      ...drawn.filter((code) => !labels[code]).map((code) => ({ text: names[code], kind: "small", ...places.get(code) })),
    ];
  }

  drawLegend({ areas, classes, says }) {
    const swatch = ({ pattern, light, dark }) => element("span", { class: `swatch ${pattern}${areas ? "" : " point"}`, "aria-hidden": "true",
      style: pattern === "fill" && `background: light-dark(${light}, ${dark})` });
    this.legend.setAttribute("aria-label", says.legend);
    this.legend.replaceChildren(...classes.map((one) => element("li", { class: one.count ? "" : "none-of-it" },
      swatch(one), one.label, element("span", { class: "count" }, ` ${one.told}`))));
  }

  ring(name, code) {
    this[name] = code;
    const rings = [["chosen", this.chosen], ["focused", this.focused]].filter(([, held]) => this.ground?.places.get(held)?.d);
    this.rings.replaceChildren(...rings.map(([kind, held]) => element("path", { d: this.ground.places.get(held).d, class: kind })));
    this.place();
  }

  focus(code) { this.ring("focused", code); }

  get scale() { return (this.svg.clientWidth || WIDTH) / WIDTH; }

  /** Set what keeps its size on the screen: dots, rings, words, hatching. */
  place() {
    if (!this.spots) return;
    const one = 1 / this.scale;
    const here = ([x, y]) => [x * this.k + this.x, y * this.k + this.y];
    this.base.setAttribute("transform", `translate(${this.x} ${this.y}) scale(${this.k})`);
    for (const hatch of this.patterns.children) hatch.setAttribute("patternTransform", `rotate(45) scale(${one / this.k})`);
    const put = (node, [x, y], radius) => {
      node.setAttribute("cx", x.toFixed(2)); node.setAttribute("cy", y.toFixed(2)); node.setAttribute("r", (radius * one).toFixed(2));
    };
    const taken = [];
    for (const { node, middle } of this.dust) put(node, here(middle), 1.2);
    for (const spot of this.spots) {
      const { node, code, radius, d, main, middle } = spot;
      const size = Math.min(main[2] - main[0], main[3] - main[1]) * this.k * this.scale;
      const shown = !d || size < SMALL;
      node.style.display = shown ? "" : "none";
      node.classList.toggle("chosen", code === this.chosen);
      node.classList.toggle("focused", code === this.focused);
      const at = here(middle);
      spot.at = shown && at;
      if (shown) put(node, at, radius);
      if (shown && radius > 3) taken.push([at[0] - 7 * one, at[1] - 7 * one, at[0] + 7 * one, at[1] + 7 * one]);
    }
    this.placeWords(taken, here, one);
  }

  /** Names where there is room: beside, above or below the marked; of regions in their middle. The foremost always have their
   *  own, if need be farther away at the end of a line. */
  placeWords(taken, here, one) {
    const free = (box) => box[0] > 2 && box[1] > 2 && box[2] < WIDTH - 2 && box[3] < this.height - 2
      && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    const words = [];
    let names = 0;
    for (const { text, kind, middle, wide: room } of this.labels) {
      const named = kind === "name";
      names += named;
      if (kind === "small" && this.k < 2.5) continue;
      const wide = text.length * (named ? 7 : 5.6) * one;
      const high = (named ? 15 : 13) * one;
      if (!named && wide > room * this.k) continue;
      const [x, y] = here(middle);
      const far = 9 * one;
      const tries = named ? [[x + far, y - high / 2], [x - far - wide, y - high / 2], [x - wide / 2, y - far - high], [x - wide / 2, y + far]]
        : [[x - wide / 2, y - high / 2]];
      const boxed = ([left, top]) => [left, top, left + wide, top + high];
      let spot = tries.map(boxed).find(free);
      if (!spot && named && names <= FOREMOST) {
        spot = around(x, y, wide, high, one).map(boxed).find(free);
        const [end, edge] = spot?.[1] > y ? [spot[1], 7] : [spot?.[3], -7];
        if (spot) words.push(element("line", { x1: x, y1: y + edge * one, x2: Math.min(spot[2], Math.max(spot[0], x)), y2: end }));
      }
      if (!spot) continue;
      taken.push(spot);
      words.push(element("text", { x: ((spot[0] + spot[2]) / 2).toFixed(1), y: (spot[1] + high * 0.77).toFixed(1), class: kind,
        "font-size": ((named ? 12.5 : 11) * one).toFixed(2) }, text));
    }
    this.words.replaceChildren(...words);
  }

  move(k, x, y) {
    this.k = Math.min(CLOSEST, Math.max(1, k));
    this.x = Math.min(0, Math.max(WIDTH * (1 - this.k), x));
    this.y = Math.min(0, Math.max(this.height * (1 - this.k), y));
    this.place();
  }

  zoom(times, [x, y] = [WIDTH / 2, this.height / 2]) {
    const k = Math.min(CLOSEST, Math.max(1, this.k * times));
    const closer = k / this.k;
    this.move(k, x - (x - this.x) * closer, y - (y - this.y) * closer);
  }

  /** To the areas whose code begins so, or to the whole. */
  fly(start, atOnce = false) {
    const boxes = start ? [...this.ground.places].filter(([code]) => code.startsWith(start)).map(([, { box }]) => box) : [];
    const [a, b, c, d] = boxes.length ? union(boxes) : [0, 0, WIDTH, this.height];
    const k = Math.min(CLOSEST, Math.max(1, Math.min(WIDTH / ((c - a) * 1.25 + 1e-9), this.height / ((d - b) * 1.25 + 1e-9))));
    const goal = [boxes.length ? k : 1, WIDTH / 2 - k * (a + c) / 2, this.height / 2 - k * (b + d) / 2];
    cancelAnimationFrame(this.flight);
    if (atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.move(...goal);
      return;
    }
    const from = [this.k, this.x, this.y];
    const begun = performance.now();
    const frame = (now) => {
      const part = Math.min(1, (now - begun) / GLIDE);
      const eased = 1 - (1 - part) ** 3;
      this.move(...from.map((value, index) => value + (goal[index] - value) * eased));
      if (part < 1) this.flight = requestAnimationFrame(frame);
    };
    this.flight = requestAnimationFrame(frame);
  }
}

/** Runs at every change of data or theme: draws into the same map; while playing, asks for the next year after a while. */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".atlas-root");
  root.atlas ??= new Atlas(root);
  root.atlas.send = setTriggerValue;
  root.getRootNode().adoptedStyleSheets = [style];
  const drawn = new TextDecoder().decode(data);
  const plate = JSON.parse(drawn);
  const { playing } = plate;
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    const marks = plate.marks.flatMap(([kind, value, codes]) => codes.map((code) => [code, [kind, value]]));
    root.atlas.draw({ ...plate, marks: Object.fromEntries(marks) });
  }
  const next = playing && setTimeout(() => setTriggerValue("played", playing), STEP);
  return () => clearTimeout(next);
}
