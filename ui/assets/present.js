// The keys of a presentation, and its few buttons. Streamlit calls this after each change of the data.
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
let latest = null, asked = null, end = null, count = 0, hide = 0, barOf = () => null;

export default function ({ data, setTriggerValue, parentElement }) {
  latest = { data, setTriggerValue };
  if (data.at === asked) asked = null;
  barOf = () => parentElement.querySelector(".bar");
  draw(barOf(), parentElement);
  if (end) return;
  end = new AbortController();
  document.addEventListener("keydown", pressed, { signal: end.signal });
  // Whoever takes the mouse finds the buttons; a clicker's audience does not see them.
  document.addEventListener("pointermove", () => { clearTimeout(hide); barOf()?.classList.add("shown"); hide = setTimeout(() => barOf()?.classList.remove("shown"), 2500); }, { signal: end.signal });
  return () => { end.abort(); end = null; asked = null; black(false); document.documentElement.removeAttribute("data-notes"); };
}

// Presses that come faster than the slides are counted from the slide that was asked for last.
function go(by) {
  const { at, ids } = latest.data, from = ids.indexOf(asked || at);
  const to = ids[Math.min(Math.max(by === "first" ? 0 : by === "last" ? ids.length - 1 : from + by, 0), ids.length - 1)];
  if (to !== (asked || at)) tell({ to });
}
function tell(what) {
  asked = what.to || null;
  latest.setTriggerValue("go", { ...what, n: ++count });
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const on = event.composedPath()[0];
  if (on.closest?.("input, textarea, [contenteditable]") || (event.key === "Enter" && on.closest?.("button, a"))) return;
  if (event.key === " " && on.closest?.("button, a")) return;
  if (act(event)) event.preventDefault();
}
function act({ key, shiftKey }) {
  const { data } = latest;
  if (isBlack() && key !== "Escape") { black(false); return true; }
  if (key === " " && shiftKey) go(-1);
  else if (NEXT.includes(key)) go(1);
  else if (BACK.includes(key)) go(-1);
  else if (key === "Home") go("first");
  else if (key === "End") go("last");
  else if (key === "Backspace") data.left ? tell({ to: data.at }) : go(-1);
  else if (key === "Escape") { if (isBlack()) black(false); else tell(data.left ? { to: data.at } : { exit: true }); }
  else if (key === "n" || key === "N") document.documentElement.toggleAttribute("data-notes");
  else if (key === "f" || key === "F") full();
  else if (key === "b" || key === "B" || key === ".") black(true);
  else return false;
  return true;
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
}
const isBlack = () => document.documentElement.hasAttribute("data-black");
function black(on) { document.documentElement.toggleAttribute("data-black", on); }

function draw(bar, root) {
  const { data } = latest;
  root.querySelector(".back").hidden = !data.left;
  const acts = { previous: () => go(-1), next: () => go(1), full, exit: () => tell({ exit: true }), back: () => tell({ to: data.at }),
    notes: () => document.documentElement.toggleAttribute("data-notes") };
  for (const one of bar.querySelectorAll("button")) {
    const name = one.className;
    one.onclick = acts[name];
    one.title = data.texts[name];
    one.setAttribute("aria-label", data.texts[name]);
  }
  root.querySelector(".back").textContent = data.texts.back;
  bar.dir = data.dir;
  bar.classList.toggle("left", data.left);
}
