// Runs in every document of the bench's browser; the top one holds `bench`, which looks into the map's frame.
// The bare map is no frame: it stands in the shadow of its component.
(() => {
  if (window.top !== window) return;
  let host = null;

  function mapRoot() {
    const frame = document.querySelector("iframe[src*=folium]");
    if (frame) return frame.offsetHeight ? frame.contentDocument : null;
    if (host && host.isConnected) return host.shadowRoot;
    host = [...document.querySelectorAll(".st-key-map *")].find((one) => one.shadowRoot && one.shadowRoot.querySelector("path"));
    return host ? host.shadowRoot : null;
  }

  // Fills of all areas on the map in one text; null while there is no filled area. Hovering changes their order.
  function fills() {
    const root = mapRoot();
    if (!root) return null;
    const seen = [];
    for (const path of root.querySelectorAll("path.leaflet-interactive")) {
      const fill = path.getAttribute("fill");
      if (fill && fill !== "none") seen.push(fill);
    }
    return seen.length ? seen.sort().join() : null;
  }

  function stamp() {
    const root = mapRoot();
    return root && root.documentElement ? root.documentElement.dataset.painted : undefined;
  }

  function width() {
    const path = mapRoot().querySelector("path.leaflet-interactive");
    return path.getBoundingClientRect().width;
  }

  // A point well inside each area that is not hidden by another, in the page's own pixels.
  function targets() {
    const root = mapRoot();
    const at = document.querySelector("iframe[src*=folium]").getBoundingClientRect();
    const found = [];
    for (const path of root.querySelectorAll("path.leaflet-interactive")) {
      const box = path.getBoundingClientRect();
      for (const [fx, fy] of [[0.5, 0.5], [0.4, 0.6], [0.6, 0.4], [0.35, 0.35], [0.65, 0.65]]) {
        const x = box.x + box.width * fx, y = box.y + box.height * fy;
        const near = [[0, 0], [6, 0], [-6, 0], [0, 6], [0, -6]];
        if (near.every(([dx, dy]) => root.elementFromPoint(x + dx, y + dy) === path)) {
          found.push([at.x + x, at.y + y]);
          break;
        }
      }
    }
    return found;
  }

  // Wait for one change: from the next click, in the page or the map, to the first frame with other fills.
  function await_change(inMap) {
    const before = { fills: fills(), stamp: stamp() };
    const clock = inMap ? mapRoot().defaultView : window;
    bench.result = null;
    bench.sent = null;
    clock.document.addEventListener("click", (event) => {
      const start = event.timeStamp + clock.performance.timeOrigin - performance.timeOrigin;
      let blank = 0, last = start;
      const look = () => {
        const now = performance.now(), seen = fills();
        if (seen === null) blank += now - last;
        last = now;
        const done = seen !== null && (seen !== before.fills || stamp() !== before.stamp);
        if (done) bench.result = { ms: now - start, sent: bench.sent - start, blank };
        else if (now - start > 15000) bench.result = { ms: null, blank };
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  }

  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (window.bench) bench.sent ??= performance.now();
    return send.call(this, data);
  };

  window.bench = { await_change, fills, stamp, width, targets, result: null, sent: null, cold: null };

  // A cold start ends with the marker of the empty page, or with all areas of the map filled.
  const cold = () => {
    const marker = document.querySelector(".bench-marker");
    if ((marker && marker.getClientRects().length) || fills()) bench.cold = performance.now();
    else requestAnimationFrame(cold);
  };
  requestAnimationFrame(cold);
})();
