/** Charts keep on paper the layout they have on the screen; each is enlarged or reduced to the width of the sheet. */

const SHEET = 930;  // pixels across an A4 sheet within its margins, at the size of print (frame.py)
const MOST = 1;

addEventListener("beforeprint", () => {
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    if (chart.offsetWidth) chart.style.setProperty("--paper-zoom", Math.min(MOST, SHEET / chart.offsetWidth));
  }
});
