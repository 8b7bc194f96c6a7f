// The place that a reader looks at: a pin with its name, over whatever area_layer.js paints, tooltips included.
(function () {
  "use strict";
  var layer = window.hamgam, start = layer.start, paint = layer.paint, map = null, pin = null, shown = "";

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
    var icon = L.divIcon({ className: at[3] ? "hg-pin " + at[3] : "hg-pin", html: "", iconSize: [0, 0] });
    pin = L.marker([at[0], at[1]], { icon: icon, interactive: false, keyboard: false, pane: "popupPane" }).addTo(map);
    // A name comes from a database: it becomes a text node, never markup.
    var text = pin.getElement().appendChild(document.createElement("span"));
    text.dir = view.dir;
    text.textContent = at[2];
  }
})();
