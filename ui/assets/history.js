// The browser's history: an entry for each view, and links that lead to another view of this page.

// Streamlit adds an entry to the browser's history for each address that the app writes. A page that was just turned to
// writes its whole view a moment later: that replaces the page's bare address, or Back would seem to do nothing. What
// somebody did since they came, here or in the map's frame, is a view of its own.
function oneEntryPerView() {
  const push = history.pushState;
  let touched = false;
  history.pushState = function (state, title, address) {
    const turned = new URL(address, location.href).pathname !== location.pathname;
    if (turned || (touched && location.search)) push.call(history, state, title, address);
    else history.replaceState(state, title, address);
    touched = touched && !turned;
  };
  // The first address may have been written before this script came: whoever goes back to it goes on to what was before.
  const [{ name: came }] = performance.getEntriesByType("navigation"), bare = came === location.href ? "" : came;
  addEventListener("popstate", () => {
    touched = false;
    if (location.href === bare) history.back();
  });
  ["pointerdown", "keydown"].forEach((kind) => addEventListener(kind, () => { touched = true; }, true));
  addEventListener("message", ({ data }) => { touched ||= Boolean(data) && data.type === "streamlit:setComponentValue"; });
}

// A link that opens in another tab goes on with the share link of this one; the secret is in no HTML that is kept.
function keepShare() {
  const add = ({ target }) => {
    const link = target.closest && target.closest("a[href]"), token = new URLSearchParams(location.search).get("share");
    if (!link || !token || link.origin !== location.origin) return;
    const goal = new URL(link.href);
    goal.searchParams.set("share", token);
    link.href = goal;
  };
  ["pointerdown", "keydown", "contextmenu"].forEach((kind) => document.addEventListener(kind, add, true));
}

// A link of class hg-go leads to another view of this page as the browser's history does: in the same session, and a
// reader's tab key stays there.
function goByLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.hg-go");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const old = link.closest("[tabindex]");
    window.hamgamGoal = link.hash; // the part of the page that folds.js brings into sight when the page stands
    const goal = new URL(link.href);
    // A list that runs alone writes what is picked in it into the address, not into the definitions' links around it.
    if (link.matches(".hg-def, .hg-info") && location.search) goal.search = location.search;
    history.pushState(null, "", goal);
    dispatchEvent(new PopStateEvent("popstate"));
    // The page may be made more than once until it stands, and a table that is not laid out yet takes no focus: for a
    // while whoever has not gone elsewhere is brought to the new table.
    const watch = setInterval(() => {
      const now = document.querySelector(".hg-table");
      if (now && now !== old && document.activeElement === document.body) now.focus();
    }, 50);
    const stop = () => clearInterval(watch);
    ["keydown", "pointerdown"].forEach((kind) => document.addEventListener(kind, stop, { once: true, capture: true }));
    setTimeout(stop, 10000);
  });
}
