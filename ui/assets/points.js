// A point of a plot and its area on the page's maps belong together: whichever a reader points at, the other is lit.
// A point carries [P-code, name] (ui/plots.py); maps take and tell P-codes (geo/map_light.js).
let end = null, marked = null;
const known = new WeakSet();

// Streamlit calls this again after runs, and what is returned once, when the plot's page is left.
export default function () {
  end?.abort();
  const own = (end = new AbortController()), { signal } = own;
  document.addEventListener("pointerover", (event) => attend(event.target.closest?.(".js-plotly-plot")), { signal });
  addEventListener("hamgam:area", (event) => mark(event.detail), { signal });
  return () => own.abort();
}

// A plot may be made anew in its element: its `on` is then another function.
function attend(plot) {
  if (!plot?.on || known.has(plot.on)) return;
  known.add(plot.on);
  // A tap is a click that may come without a hover.
  ["plotly_hover", "plotly_click"].forEach((kind) => plot.on(kind, ({ points }) => light(points[0].customdata)));
  plot.on("plotly_unhover", () => light(null));
  plot.on("plotly_afterplot", () => mark(marked));
}

function light(point) {
  const [code, name] = point || [];
  for (const { contentWindow: one } of document.querySelectorAll("iframe")) one?.hamgam?.light?.(code, name);
}

function mark(code) {
  marked = code;
  document.querySelectorAll(".hg-point").forEach((one) => one.remove());
  if (!code) return;
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    for (const { customdata, x, y } of plot.data || []) {
      const at = (customdata || []).findIndex((point) => point?.[0] === code);
      if (at >= 0 && x[at] != null && y[at] != null) ring(plot, x[at], y[at], customdata[at][1]);
    }
  }
}

// The ring is our own element: a hover of Plotly's that a script asks for takes the nearest point, and of two in one
// place always the same.
function ring(plot, x, y, name) {
  attend(plot);
  const box = plot.querySelector(".svg-container"), all = box.getBoundingClientRect();
  const inner = plot.querySelector(".nsewdrag").getBoundingClientRect();
  const left = inner.left - all.left + share(x, plot.layout.xaxis.range) * inner.width;
  const top = inner.bottom - all.top - share(y, plot.layout.yaxis.range) * inner.height;
  const made = document.createElement("div"), label = made.appendChild(document.createElement("b"));
  made.className = "hg-point";
  made.ariaHidden = "true";
  made.style.left = `${left}px`;
  made.style.top = `${top}px`;
  label.textContent = name;
  box.append(made);
  const half = label.offsetWidth / 2;
  label.style.setProperty("--shift", `${Math.max(half - left, Math.min(all.width - half - left, 0))}px`);
}

function share(value, [first, last]) { return (value - first) / (last - first); }
