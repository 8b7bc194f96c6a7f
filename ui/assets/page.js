// What only a script can do for a page; ui/shell.py puts history.js, popovers.js and texts.js behind it.
// The page's language and direction are attributes of html.
export default function ({ data }) {
  document.documentElement.dir = data.dir; document.documentElement.lang = data.lang; document.title = data.title;
  const first = !window.hamgamPage, page = (window.hamgamPage = window.hamgamPage || { english: new Map() });
  page.texts = patterns(data.texts);
  page.names = patterns(data.names);
  translate(document.body, page);
  if (!first) return;
  watchTexts(page);
  oneEntryPerView();
  goByLinks();
  keepShare();
  keysIntoPopovers();
  loadAhead(data.later);
}

// The first page with charts would wait for their script: it is loaded while a reader looks at the first page.
function loadAhead(addresses) {
  const idle = window.requestIdleCallback || setTimeout;
  setTimeout(() => addresses.forEach((one) => idle(() => import(new URL(one, document.baseURI)).catch(() => {}))), 1500);
}
