// Names inside a county at a deep zoom: settlements, cities and large ones first, then single facilities. They take the
// room that the areas' names, the buttons and the symbols leave; what finds none waits for a deeper zoom.
(function (HG) {
  "use strict";
  var S = HG.S, FROM = 11, CELL = 4, GAP = 2, FAR = 34;
  var towns = [], shown = null, group = null, pen = document.createElement("canvas").getContext("2d"), widths = {};

  HG.painted.push(function (v) {
    var given = v.settlements;
    if (shown === (given ? given.key : null)) return;
    towns = [];
    var waited = given ? HG.package(given) : null, key = shown = waited ? given.key : null;
    if (!waited) return;
    waited.then(function (payload) {
      if (shown !== key) return;
      towns = payload.rows.map(function (row) {
        return { at: L.latLng(row[0] * payload.step, row[1] * payload.step), text: row[2], kind: row[3] ? "town city" : "town", half: 5 };
      });
      HG.declutter();
    });
  });

  // What is taken, in cells of some pixels: a thousand names are tried in less time than one animation frame has.
  function Grid(size) {
    var columns = Math.ceil(size.x / CELL), rows = Math.ceil(size.y / CELL), cells = new Uint8Array(columns * rows);
    function each(box, act) {
      for (var y = Math.floor(box[1] / CELL); y < box[3] / CELL; y += 1) {
        for (var x = Math.floor(box[0] / CELL); x < box[2] / CELL; x += 1) if (act(x, y)) return true;
      }
      return false;
    }
    this.take = function (box) {
      each(box, function (x, y) { if (x >= 0 && y >= 0 && x < columns && y < rows) cells[y * columns + x] = 1; });
    };
    // Beyond the frame nothing is free: a name is shown whole or not at all.
    this.isFree = function (box) {
      return !each(box, function (x, y) { return x < 0 || y < 0 || x >= columns || y >= rows || cells[y * columns + x]; });
    };
  }

  function box(x, y, halfWidth, halfHeight) { return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight]; }

  // The page lays its search field over a corner of this frame.
  function field() {
    if (document.fullscreenElement || !window.frameElement) return [];
    var one = window.parent.document.querySelector(".st-key-find"), frame = window.frameElement.getBoundingClientRect();
    var over = one && one.getBoundingClientRect();
    return over ? [[over.left - frame.left, over.top - frame.top, over.right - frame.left, over.bottom - frame.top]] : [];
  }

  function width(one, size) {
    var font = (one.kind === "town city" ? "600 " : "500 ") + size + "px Vazirmatn, sans-serif", key = font + one.text;
    if (!widths[key]) { pen.font = font; widths[key] = pen.measureText(one.text).width; }
    return widths[key];
  }

  function name(one, grid, size) {
    var p = S.map.latLngToContainerPoint(one.at), own = box(p.x, p.y, one.half, one.half);
    if (one.kind === "town" && !grid.isFree(own)) return;
    var w = width(one, size) / 2 + GAP + 1, h = size * 0.75 + GAP, aside = one.half + w, over = one.half + h;
    // Facilities crowd where a city is, and its name is the one that must be found.
    var places = [[0, -over], [0, over], [aside, 0], [-aside, 0]];
    if (one.kind === "town city") places.push([0, -over - FAR], [0, over + FAR], [aside + FAR, 0], [-aside - FAR, 0]);
    var by = places.find(function (by) { return grid.isFree(box(p.x + by[0], p.y + by[1], w, h)); });
    if (!by) return;
    grid.take(box(p.x + by[0], p.y + by[1], w, h));
    grid.take(own);
    var icon = L.divIcon({ className: "hg-name minor " + one.kind, html: "", iconSize: [0, 0] });
    var element = L.marker(one.at, { icon: icon, pane: "names", interactive: false, keyboard: false }).addTo(group).getElement();
    // A name comes from a database: it becomes a text node, never markup.
    var span = HG.make("span", element, one.text);
    span.dir = "auto"; span.style.fontSize = size + "px";
    span.style.left = by[0] + "px"; span.style.top = by[1] + "px";
    element.style.visibility = "visible";
  }

  // After the areas' names: `placed` are their boxes and those of everything else that stands over the map.
  HG.fill = function (placed) {
    if (group) group.clearLayers(); else group = L.layerGroup().addTo(S.map);
    if (S.view.area === "IR23" || S.map.getZoom() < FROM) return;
    var grid = new Grid(S.map.getSize()), looked = S.view.place ? S.view.place[2] : "";
    // Drawn small, symbols are too many to be named or to be gone around.
    var many = S.map.getContainer().classList.contains("hg-many"), places = many ? [] : HG.places();
    placed.concat(field()).forEach(grid.take);
    places = places.map(function (marker) { return { at: marker.getLatLng(), text: marker.heading, kind: "place", half: 10 }; });
    places.forEach(function (one) {
      var p = S.map.latLngToContainerPoint(one.at);
      grid.take(box(p.x, p.y, one.half, one.half));
    });
    var size = S.view.present ? HG.letters() : window.innerWidth >= 1000 ? 14 : 12;
    // A place that is looked at has its name on its pin.
    towns.concat(places).forEach(function (one) { if (one.text && one.text !== looked) name(one, grid, size); });
  };

  HG.started.push(function () {
    document.fonts.addEventListener("loadingdone", function () { widths = {}; });
  });
})(window.hamgamParts);
