/** The way out of the contest: ends the session at the server, then begins anew without it. */

export const DRAFTS = "dasbor-skk-isian-";  // what this browser keeps of what was typed begins so

const STYLE = `
button { font: inherit; color: inherit; background: none; border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
  border-radius: .4rem; min-height: 2.75rem; padding: .25rem .9rem; cursor: pointer }
button:hover { border-color: currentColor }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px }
p { margin: .4rem 0 0; font-size: .875rem }
`;

function drafts() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".leave-root");
  if (root.firstChild) return;
  const { way } = JSON.parse(new TextDecoder().decode(data));
  const style = document.createElement("style");
  style.textContent = STYLE;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Keluar";
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  root.replaceChildren(style, button, said);
  button.addEventListener("click", async () => {
    if (drafts().length && !confirm("Ada isian yang belum tersimpan di server. Keluar dan buang isian itu?")) return;
    button.disabled = true;
    try {
      const answer = await fetch(way, { method: "DELETE", headers: { "Content-Type": "application/json" } });
      const told = await answer.json();
      if (answer.ok) {
        for (const name of drafts()) localStorage.removeItem(name);
        return location.replace(told.ke);
      }
      said.textContent = told.pesan;
    } catch {
      said.textContent = "Server tidak terjangkau; Anda belum keluar. Coba lagi.";
    }
    button.disabled = false;
  });
}
