// What only a script can do for the page around the map. The page's language and direction are attributes of html.
export default function ({ data }) {
  document.documentElement.dir = data.dir; document.documentElement.lang = data.lang; document.title = data.title;
  const first = !window.hamgamPage, page = (window.hamgamPage = window.hamgamPage || { english: new Map() });
  page.texts = patterns(data.texts);
  page.names = patterns(data.names);
  translate(document.body, page);
  if (!first) return;
  watchTexts(page);
  goByLinks();
  loadAhead(data.later);
}

// The first page with charts would wait for their script: it is loaded while a reader looks at the first page.
function loadAhead(addresses) {
  const idle = window.requestIdleCallback || setTimeout;
  setTimeout(() => addresses.forEach((one) => idle(() => import(new URL(one, document.baseURI)).catch(() => {}))), 1500);
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
    history.pushState(null, "", link.href);
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

// Streamlit's own words are English, and nothing sets them: they are said in the page's language where they appear.
// Each is [English, translation]; {count} and the like stand for what differs.
function patterns(pairs) {
  return pairs.map(([english, translation]) => {
    const places = english.match(/{\w+}/g) || [];
    const plain = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/{\w+}/g, "(.+)");
    return [new RegExp(`^${plain}$`), places, translation];
  });
}

function said(text, list, page) {
  const english = page.english.get(text) || text;
  for (const [pattern, places, translation] of list) {
    const found = pattern.exec(english);
    if (!found) continue;
    const made = places.reduce((so, place, i) => so.replace(place, () => digits(found[i + 1])), translation);
    page.english.set(made, english);
    return made;
  }
  return text;
}

function digits(text) {
  return document.documentElement.lang === "fa" ? text.replace(/[0-9]/g, (one) => String.fromCharCode(0x6c0 + one.charCodeAt(0))) : text;
}

function translate(node, page) {
  if (node.nodeType === Node.TEXT_NODE) {
    const made = said(node.nodeValue, page.texts, page);
    if (made !== node.nodeValue) node.nodeValue = made;
    return;
  }
  // What is made of HTML is our own and in the page's language.
  if (node.nodeType !== Node.ELEMENT_NODE || node.tagName === "STYLE" || node.dataset.testid === "stHtml") return;
  name(node, page);
  node.childNodes.forEach((one) => translate(one, page));
}

function name(node, page) {
  const text = node.getAttribute("aria-label"), made = text && said(text, page.names, page);
  if (made && made !== text) node.setAttribute("aria-label", made);
}

function watchTexts(page) {
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === "childList") change.addedNodes.forEach((one) => translate(one, page));
    else if (change.type === "characterData") translate(change.target, page);
    else name(change.target, page);
  })).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ["aria-label"] });
}
