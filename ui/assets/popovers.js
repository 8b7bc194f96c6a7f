// What a popover holds is at the end of the document: whoever opens it by a key would press Tab through the whole page
// first. The keyboard goes into it and round in it, and Escape leads back (Streamlit's own).
function keysIntoPopovers() {
  const BODY = "[data-testid=stPopoverBody]";
  let keyed = false;
  addEventListener("pointerdown", () => { keyed = false; }, true);
  addEventListener("keydown", () => { keyed = true; }, true);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const body = node.matches(BODY) ? node : node.querySelector(BODY);
    if (body && !body.dataset.round) goRound(body, keyed);
  }))).observe(document.body, { childList: true, subtree: true });
}

// The ends before and after it, not a list of its controls, tell that the keyboard leaves: which of several choices the
// Tab key reaches is theirs to know.
function goRound(body, keyed) {
  const first = document.createElement("div"), last = document.createElement("div");
  body.dataset.round = 1; // its place and it itself may both be told as new
  first.tabIndex = last.tabIndex = 0;
  body.tabIndex = -1;
  body.before(first);
  body.after(last);
  last.addEventListener("focus", () => body.focus());
  first.addEventListener("focus", () => {
    const all = [...body.querySelectorAll("a[href], summary, button:enabled, input:enabled, [tabindex='0']")];
    (all.filter((one) => one.tabIndex >= 0 && one.getClientRects().length).at(-1) || body).focus();
  });
  if (keyed) body.focus({ preventScroll: true });
  const gone = new MutationObserver(() => {
    if (body.isConnected) return;
    [first, last].forEach((one) => one.remove());
    gone.disconnect();
  });
  gone.observe(document.body, { childList: true, subtree: true });
}
