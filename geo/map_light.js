// An area that a reader points at or comes to by keyboard is lit wherever else it is shown: on the page's other maps
// by this script, in its plots by ui/assets/points.js, which also lights areas here.
(function (HG) {
  "use strict";
  var S = HG.S, told = null, lit = null;

  function tell(code) {
    if (!S.view || !S.view.together || code === told) return;
    told = code;
    HG.others().forEach(function (one) { one.hamgam.light(code, HG.name(code)); });
    window.parent.dispatchEvent(new CustomEvent("hamgam:area", { detail: code }));
  }
  function area(event) {
    var code = event.target.dataset && event.target.dataset.code;
    return code && S.view.areas[code] ? code : null;
  }

  // White keeps the line apart from whatever colour it runs over.
  function line(layer, color, weight) {
    return L.polygon(layer.getLatLngs(), { className: "hg-lit", interactive: false, fill: false, color: color, weight: weight });
  }
  // This map may not paint the area: then it has the name alone.
  window.hamgam.light = function (code, name) {
    if (lit) lit.lines.remove();
    lit = null;
    var layer = code && S.layers[code];
    if (!layer || !S.view || !S.view.together) return;
    var front = line(layer, "#d25a45", 4);
    lit = { code: code, name: name, lines: L.layerGroup([line(layer, "#ffffff", 8), front]).addTo(S.map) };
    // Beside the area, on the side where there is more room.
    var at = layer.feature.properties.at, bounds = layer.getBounds();
    var before = S.map.latLngToContainerPoint(at).x < S.map.getSize().x / 2;
    front.bindTooltip(HG.tip(code, name), { opacity: 1, direction: before ? "right" : "left" })
      .openTooltip([at[0], before ? bounds.getEast() : bounds.getWest()]);
    HG.intoFrame(front.getTooltip().getElement());
  };

  HG.painted.push(function () { if (lit) window.hamgam.light(lit.code, lit.name); });
  HG.started.push(function () {
    ["mouseover", "focusin"].forEach(function (kind) { document.addEventListener(kind, function (event) { tell(area(event)); }); });
    ["mouseout", "focusout"].forEach(function (kind) { document.addEventListener(kind, function () { tell(null); }); });
  });
})(window.hamgamParts);
