/** Streamlit's own frame speaks English; what it shows and what is read aloud is said here in Indonesian. */

const WORDS = new Map(Object.entries({
  "Skip to main content": "Langsung ke isi halaman",
  "App pages": "Halaman",
  "Main menu": "Menu utama",
  "Sidebar": "Bilah sisi",
  "Expand sidebar": "Buka daftar halaman",
  "Collapse sidebar": "Tutup daftar halaman",
  "Theme": "Tema",
  "System": "Ikut perangkat",
  "Light": "Terang",
  "Dark": "Gelap",
  "Print": "Cetak",
  "Record screen": "Rekam layar",
  "Made with Streamlit v": "Dibuat dengan Streamlit v",
  "Copy version to clipboard": "Salin nomor versi",
  "Copy to clipboard": "Salin",
  "Copied": "Tersalin",
  "Running...": "Sedang memuat…",
  "Stop": "Hentikan",
  "Stop script": "Hentikan",
  "Notifications": "Pemberitahuan",
  "Open": "Buka pilihan",
  "Close": "Tutup",
  "Dismiss": "Tutup",
  "Clear value": "Kosongkan",
  "Clear all": "Kosongkan semua",
  "Choose an option": "Pilih",
  "Select all": "Pilih semua",
  "Selected values": "Yang dipilih",
  "Selectbox options": "Pilihan",
  "No results": "Tidak ada yang cocok",
  "Press Enter to apply": "Tekan Enter untuk menerapkan",
  "Increment": "Tambah",
  "Decrement": "Kurangi",
  "Help": "Penjelasan",
  "Fullscreen": "Layar penuh",
  "Close fullscreen": "Tutup layar penuh",
  "Upload": "Pilih berkas",
  "file upload": "Pilih berkas",
  "Add files": "Tambah berkas",
  "Connection error": "Sambungan terputus",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Server tidak menjawab. Periksa jaringan Anda; begitu server menjawab, halaman ini tersambung lagi dengan sendirinya.",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "Server di komputer ini tidak menjawab. Bila aplikasinya berhenti, jalankan lagi di terminal:",
  "Page not found": "Halaman tidak ditemukan",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Halaman yang diminta tidak ada; yang ditampilkan Beranda.",
  "Record a screencast": "Rekam layar",
  "This will record a video with the contents of your screen, so you can easily share what you're seeing with others.":
    "Isi layar Anda direkam sebagai video, agar mudah diperlihatkan kepada orang lain.",
  "Also record audio": "Rekam suara juga",
  "Start recording!": "Mulai merekam",
  "Stop recording": "Berhenti merekam",
  "Press": "Tekan",
  "any time to stop recording.": "kapan saja untuk berhenti merekam.",
}));
const PATTERNS = [
  [/^Help for (.+)$/s, "Penjelasan: $1"],
  [/^Fullscreen: (.+)$/s, "Layar penuh: $1"],
  [/^Close fullscreen: (.+)$/s, "Tutup layar penuh: $1"],
  [/^Remove (.+)$/s, "Hapus $1"],
  [/^Cancel upload of (.+)$/s, "Batalkan pengunggahan $1"],
  [/^(\d+) ?MB per file$/, "atau seret ke sini · paling besar $1 MB"],
  [/^\d+ more$/, "Lainnya"],
  [/^(\d+) options? available\.$/, "$1 pilihan."],
  [/^(.+), selected$/s, "$1, dipilih"],
  [/^You have requested page \/(.*), but no corresponding file .+$/s,
    "Tidak ada halaman beralamat /$1 di Dasbor SKK; yang ditampilkan Beranda."],
  [/^Cannot connect to Streamlit \(HTTP status: (\d+)\)\.?$/, "Server tidak dapat dihubungi (status HTTP $1)."],
];
const SPOKEN = ["aria-label", "title", "placeholder"];
const SPEAKING = SPOKEN.map((name) => `[${name}]`).join();
const OURS = ".stMarkdown, .stHtml, .stHeading, .stPlotlyChart";  // what the pages and their data say

function said(words) {
  const key = words.trim();
  if (!key) return null;
  const pattern = !WORDS.has(key) && PATTERNS.find(([english]) => english.test(key));
  return pattern ? key.replace(...pattern) : WORDS.get(key);
}

function speak(node) {
  for (const name of SPOKEN) {
    const instead = said(node.getAttribute(name) ?? "");
    if (instead) node.setAttribute(name, instead);
  }
}

function write(node) {
  const instead = said(node.data);
  if (instead && !node.parentElement?.closest(OURS)) node.data = node.data.replace(node.data.trim(), () => instead);
}

const outsideDrawings = ({ localName }) => (localName === "svg" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);

/** Everything below a node but drawings; tables lie in a shadow of their own. */
function translate(root) {
  if (root.nodeType === Node.TEXT_NODE) write(root);
  if (root.nodeType !== Node.ELEMENT_NODE || root.closest("svg")) return;
  if (root.matches(SPEAKING)) speak(root);
  root.querySelectorAll(SPEAKING).forEach(speak);
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, outsideDrawings);
  while (nodes.nextNode()) if (nodes.currentNode.nodeType === Node.TEXT_NODE) write(nodes.currentNode);
}

document.documentElement.lang = "id";
translate(document.body);
new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(translate);
    else if (type === "attributes") speak(target);
    else write(target);
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: SPOKEN });
