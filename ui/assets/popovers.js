// What a popover holds is at the end of the document: whoever opens it by a key would press Tab through the whole page
// first. The keyboard goes into it, stays in it, and Escape leads back (Streamlit's own).
function keysIntoPopovers() {
  const BODY = "[data-testid=stPopoverBody]";
  const CONTROLS = "a[href], button:enabled, input:enabled, textarea:enabled, [tabindex='0']";
  let keyed = false;
  addEventListener("pointerdown", () => { keyed = false; }, true);
  addEventListener("keydown", (event) => {
    keyed = true;
    const body = event.key === "Tab" && document.activeElement.closest(BODY);
    if (!body) return;
    const all = [...body.querySelectorAll(CONTROLS)].filter((one) => one.getClientRects().length);
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (to && (document.activeElement === from || (event.shiftKey && document.activeElement === body))) {
      event.preventDefault();
      to.focus();
    }
  }, true);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    const body = keyed && node.nodeType === Node.ELEMENT_NODE && (node.matches(BODY) ? node : node.querySelector(BODY));
    if (!body) return;
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
  }))).observe(document.body, { childList: true, subtree: true });
}
