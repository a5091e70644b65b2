/** The way into the contest (pages/parts/door/signing.py): posts the secret that stands behind the # of an invitation when its
 * holder presses the button. From then on it is dead, and the history of the browser does not hold it. */

const secret = location.hash.slice(1);

const [invitation, none, wrong, button] = ["undangan", "tanpa", "salah", "masuk"].map((id) => document.getElementById(id));
(secret ? invitation : none).hidden = false;

button.addEventListener("click", async () => {
  button.disabled = true;
  wrong.hidden = true;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ undangan: secret }),
    });
    const told = await answer.json();
    if (answer.ok) {
      history.replaceState(null, "", location.pathname);
      return location.replace(told.ke);
    }
    wrong.textContent = told.pesan;
  } catch {
    wrong.textContent = "Server tidak terjangkau. Periksa sambungan Anda, lalu tekan Masuk lagi.";
  }
  wrong.hidden = false;
  button.disabled = false;
});
