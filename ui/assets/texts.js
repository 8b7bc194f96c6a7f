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
