// What is sent once and then only named: packages of the session's own messages, kept by key. Where a view names a key
// that this frame does not hold (it was made anew), the frame asks for the package.
(function (HG) {
  "use strict";
  var KEPT = 16, store = new Map(), asked = {};

  function unpack(data) {
    var bytes = Uint8Array.from(atob(data), function (one) { return one.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }
  function keep(key, data) {
    if (store.has(key)) return;
    store.set(key, unpack(data));
    if (store.size > KEPT) store.delete(store.keys().next().value);
  }

  // A promise of what a package holds; null where the frame had to ask for it.
  HG.package = function (given) {
    if (given.data) { keep(given.key, given.data); asked[given.key] = 0; }
    if (store.has(given.key)) return store.get(given.key);
    // Once, and once more should a quick change have lost the answer.
    asked[given.key] = (asked[given.key] || 0) + 1;
    if (asked[given.key] < 3) HG.tell({ need: given.key });
    return null;
  };
})(window.hamgamParts);
