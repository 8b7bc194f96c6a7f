// The place that a reader looks at: a pin with its name, over whatever area_layer.js paints, tooltips included.
(function () {
  "use strict";
  var layer = window.hamgam, start = layer.start, paint = layer.paint, map = null, pin = null, shown = "", CLOSE = 12.5;

  layer.start = function () {
    map = start.apply(layer, arguments);
    return map;
  };
  layer.paint = function (view) {
    paint.call(layer, view);
    // The corner where a line ends is the search's, which the page lays over the map.
    if (map.zoomControl) map.zoomControl.setPosition(view.dir === "rtl" ? "topright" : "topleft");
    show(view);
  };

  // Where a page asks for it, the map goes to the place, and back to the whole when there is none any more.
  var parts = window.hamgamParts, gone = "";
  parts.painted.push(function (view) {
    var at = view.focus && view.place, stamp = at ? JSON.stringify(at.slice(0, 2)) : "";
    if (stamp === gone) return;
    gone = stamp;
    // What was chosen on this map is in sight already.
    var own = parts.S.own;
    parts.S.own = null;
    if (at && own && Math.abs(own.lat - at[0]) + Math.abs(own.lng - at[1]) < 0.001) return;
    parts.S.touched = false;
    if (!at || at[0] === null || at[1] === null) { parts.fit(); return; }
    parts.S.map.setView([at[0], at[1]], Math.max(parts.S.map.getZoom(), CLOSE), { animate: false });
    parts.S.touched = true;
  });

  function show(view) {
    var at = view.place, stamp = at ? JSON.stringify([at, view.dir]) : "";
    if (stamp === shown) return;
    shown = stamp;
    if (pin) pin.remove();
    pin = null;
    if (at && at[0] !== null && at[1] !== null) put(view, at);
    // What was named under the pin makes way.
    window.hamgamParts.declutter();
  }

  function put(view, at) {
    var icon = L.divIcon({ className: ["hg-pin", at[3] || "", view.focus ? "chosen" : ""].join(" ").trim(), html: "", iconSize: [0, 0] });
    pin = L.marker([at[0], at[1]], { icon: icon, interactive: false, keyboard: false, pane: "popupPane" }).addTo(map);
    // A name comes from a database: it becomes a text node, never markup.
    var text = pin.getElement().appendChild(document.createElement("span"));
    text.dir = view.dir;
    text.textContent = at[2];
  }
})();
