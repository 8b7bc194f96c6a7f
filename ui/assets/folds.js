// Folded parts of a page: a link to one opens it, and paper shows them all.
export default function () {
  arrive();
  if (window.hamgamFolds) return;
  window.hamgamFolds = true;
  let folded = [];
  addEventListener("hashchange", () => reveal(location.hash));
  // A second click on the link of what was folded again changes no address.
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reveal(link.hash);
  });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".hg-fold details:not([open])")];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));
  // The address that a visitor came by; writing the view's link may have cut its end off.
  const came = new URL(performance.getEntriesByType("navigation")[0].name);
  if (came.pathname === location.pathname) reveal(location.hash || came.hash);
}

// Who comes by a link of another page, in the same session, goes on reading and tabbing at the part that it named.
function arrive() {
  const goal = window.hamgamGoal;
  window.hamgamGoal = "";
  const part = goal && reveal(goal);
  if (part) part.querySelector("summary")?.focus({ preventScroll: true });
}

// An address may end in anything; what is no code for letters stands for itself.
function named(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function reveal(hash) {
  const part = hash.length > 1 && document.getElementById(named(hash.slice(1)));
  if (!part) return null;
  const fold = part.querySelector(":scope > details");
  if (fold) fold.open = true;
  for (let one = part.parentElement; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  part.scrollIntoView();
  return part;
}
