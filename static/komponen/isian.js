/** One answer of a kecamatan. What is typed is kept by this browser at once, sent after a pause, and let go of when the server
 * says that it is saved; so neither a reload nor a dropped connection loses a word. Where somebody else has saved another draft
 * meanwhile, both texts stand until one chooses. */

const { search } = new URL(import.meta.url);  // the version
const style = await fetch(new URL(`isian.css${search}`, import.meta.url)).then((answer) => answer.text()).then((css) => new CSSStyleSheet().replace(css));

const DRAFTS = "dasbor-skk-isian-";  // what is kept here begins so; keluar.js looks for the same
const PAUSE = 900;  // milliseconds without a key
const PATIENCE = 8000;  // milliseconds until what was not answered is sent once more

function tried(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const kept = (id) => tried(() => JSON.parse(localStorage.getItem(DRAFTS + id)));
const keep = (id, draft) => tried(() => localStorage.setItem(DRAFTS + id, JSON.stringify(draft)));
const forget = (id) => tried(() => localStorage.removeItem(DRAFTS + id));

/** Codes of the questions of the same entry with something that is not saved yet, but this one. */
function others(id) {
  const entry = DRAFTS + id.slice(0, id.lastIndexOf("/") + 1);
  const names = tried(() => Object.keys(localStorage)) ?? [];
  return names.filter((name) => name.startsWith(entry) && name !== DRAFTS + id).map((name) => name.slice(entry.length)).sort();
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

function button(words, act) {
  const made = element("button", { type: "button" }, words);
  made.addEventListener("click", act);
  return made;
}

/** The number that somebody typed: "" for none, null for no number that can be given. */
function number(typed, most) {
  const told = typed.trim().replace(/\s/g, "").replace(",", ".");
  if (told === "") return "";
  return /^\d+(\.\d{1,4})?$/.test(told) && Number(told) <= Number(most) ? told : null;
}

class Entry {
  constructor(root) {
    this.root = root;
    this.text = element("textarea", { id: "isi", rows: "6", "aria-describedby": "keadaan" });
    this.value = element("input", { id: "nilai", inputmode: "decimal", autocomplete: "off", "aria-describedby": "salah" });
    this.valueLabel = element("label", { for: "nilai" });
    this.wrong = element("p", { id: "salah", class: "warn", role: "alert" });
    this.state = element("span", { id: "keadaan", class: "state quiet", role: "status" });
    this.count = element("span", { class: "quiet" });
    this.both = element("div", { class: "both", role: "alert" });
    this.left = element("div", { class: "left warn" });
    root.replaceChildren(
      element("label", { for: "isi" }, "Jawaban"), this.text,
      element("div", { class: "foot" }, this.state, this.count), this.both,
      element("div", { class: "value" }, this.valueLabel, this.value, this.wrong), this.left);
    for (const field of [this.text, this.value]) {
      field.addEventListener("input", () => this.typed());
      field.addEventListener("blur", () => this.send());
    }
    this.both.hidden = true;
  }

  /** What Python says; it may be the same as before. */
  told(data, say) {
    this.say = say;
    const isOther = this.data?.id !== data.id;
    if (isOther) {
      clearTimeout(this.pause);
      clearTimeout(this.patience);
      this.sent = this.theirs = null;
    }
    this.data = data;
    this.text.readOnly = this.value.readOnly = data.is_locked;
    this.text.maxLength = data.longest;
    this.valueLabel.textContent = `Nilai menurut Anda sendiri, 0 sampai ${data.most.replace(".", ",")} (tidak wajib)`;
    this.value.parentElement.hidden = !data.has_value;
    const draft = kept(data.id);
    const { answer } = data;
    if (this.sent && answer?.n === this.sent.n) this.answered(answer);
    else if (isOther || !draft || data.is_locked) this.takeOver(draft);
    this.showLeft();
  }

  /** Show what the server holds, or what this browser still keeps beyond it. */
  takeOver(draft) {
    const { text, value, version, id } = this.data;
    if (!draft || this.data.is_locked || (draft.text === text && draft.value === value)) {
      if (!this.data.is_locked) forget(id);
      this.base = version;
      this.put(text, value);
      if (draft && this.data.is_locked && draft.text !== text) return this.dispute({ text: draft.text, isMine: true });
      this.both.hidden = true;
      return this.says(version ? `Tersimpan ${this.data.saved}` : "Belum diisi");
    }
    this.put(draft.text, draft.value);
    this.base = draft.base;
    if (draft.base === version) {
      this.says("Isian dari gawai ini dipulihkan; sedang disimpan…");
      this.send();
    } else this.dispute({ text, value, version });
  }

  put(text, value) {
    if (this.text.value !== text) this.text.value = text;
    const told = value.replace(".", ",");
    if (number(this.value.value, this.data.most) !== value || this.value.value === "") this.value.value = told;
    this.counted();
  }

  counted() {
    const left = this.data.longest - this.text.value.length;
    this.count.textContent = left < 1000 ? `sisa ${left} huruf` : "";
  }

  typed() {
    this.counted();
    const value = number(this.value.value, this.data.most);
    this.wrong.textContent = value === null ? `Tulis angka 0 sampai ${this.data.most.replace(".", ",")}, paling banyak empat desimal.` : "";
    keep(this.data.id, { text: this.text.value, value: value ?? this.data.value, base: this.base });
    if (this.theirs) return;  // until one of the two is chosen
    this.says("Belum tersimpan…");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.send(), PAUSE);
  }

  send() {
    clearTimeout(this.pause);
    const draft = kept(this.data.id) ?? this.held;
    if (!draft || this.data.is_locked || this.theirs) return;
    if (this.sent && this.sent.text === draft.text && this.sent.value === draft.value && !this.isLate) return;
    this.isLate = false;
    this.sent = { id: this.data.id, n: `${Date.now()}-${Math.random()}`, text: draft.text, value: draft.value, base: this.base };
    this.says("Menyimpan…");
    this.say("draft", this.sent);
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.isLate = true;
      this.says("Server belum menjawab; isian aman di gawai ini dan dikirim lagi.", true);
      this.send();
    }, PATIENCE);
  }

  answered(answer) {
    clearTimeout(this.patience);
    const { sent } = this;
    this.sent = null;
    if (answer.error) return this.says(answer.error, true);
    if (answer.theirs) return this.dispute({ text: answer.theirs.text, value: answer.theirs.value, version: answer.theirs.version });
    this.base = answer.version;
    const draft = kept(this.data.id);
    if (draft && (draft.text !== sent.text || draft.value !== sent.value)) {  // typed on meanwhile
      keep(this.data.id, { ...draft, base: this.base });
      return this.send();
    }
    forget(this.data.id);
    this.says(`Tersimpan ${answer.saved}`);
  }

  /** Two texts of which one was not saved: both stand here until somebody chooses. */
  dispute(theirs) {
    this.theirs = theirs;
    const words = theirs.isMine
      ? "Naskah ini masih tersimpan di gawai ini, tetapi tidak sampai ke server sebelum isian ditutup. Salin bila perlu:"
      : "Orang lain menyimpan naskah berbeda sejak Anda membukanya. Naskah Anda ada di kotak di atas, naskah mereka di bawah ini. Gabungkan seperlunya di kotak di atas, lalu pilih.";
    const choices = theirs.isMine
      ? [button("Buang naskah ini", () => this.settle(() => forget(this.data.id)))]
      : [
        button("Simpan naskah saya", () => this.settle(() => {
          this.base = theirs.version;
          keep(this.data.id, { text: this.text.value, value: number(this.value.value, this.data.most) ?? "", base: theirs.version });
          this.send();
        })),
        button("Pakai naskah mereka", () => this.settle(() => {
          forget(this.data.id);
          this.base = theirs.version;
          this.text.value = theirs.text;
          this.value.value = theirs.value.replace(".", ",");
          this.says("Memakai naskah yang tersimpan");
        })),
      ];
    this.both.replaceChildren(element("p", {}, words), element("pre", {}, theirs.text || "(kosong)"), element("div", { class: "buttons" }, ...choices));
    this.both.hidden = false;
    this.says("Belum tersimpan: ada dua naskah", true);
  }

  settle(act) {
    this.both.hidden = true;
    this.theirs = null;
    act();
  }

  /** What lies in this browser of other questions. */
  showLeft() {
    const codes = this.data.is_locked ? [] : others(this.data.id);
    this.left.hidden = !codes.length;
    this.left.replaceChildren("Belum tersimpan dari gawai ini:", ...codes.slice(0, 6).map((code) => button(code, () => this.say("open", code))));
  }

  says(words, isWrong = false) {
    this.state.textContent = words;
    this.state.className = `state ${isWrong ? "warn" : "quiet"}`;
  }
}

/** Runs at every change of data or theme. */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".entry-root");
  root.getRootNode().adoptedStyleSheets = [style];
  root.classList.toggle("dark", getComputedStyle(root).colorScheme === "dark");
  root.entry ??= new Entry(root);
  root.entry.told(JSON.parse(new TextDecoder().decode(data)), (name, value) => (name === "draft" ? setStateValue : setTriggerValue)(name, value));
}
