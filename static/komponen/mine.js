/** Keeps in this browser which kabupaten/kota its visitor calls "daerah saya". */

const KEY = "dasbor-skk-daerah";

/** Does what it can: a browser may refuse to keep anything. */
function tried(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

/** `code` is the region in view, or ""; `chosen`: the visitor chose so by hand, which is what the browser keeps. A visitor who
 * comes without one is told by the browser which one was kept. */
export default function ({ data, setTriggerValue }) {
  const { code, chosen } = JSON.parse(new TextDecoder().decode(data));
  if (chosen && code) tried(() => localStorage.setItem(KEY, code));
  else if (chosen) tried(() => localStorage.removeItem(KEY));
  else if (!code) {
    const kept = tried(() => localStorage.getItem(KEY));
    if (kept) setTriggerValue("found", kept);
  }
}
