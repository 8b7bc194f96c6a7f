// The areas of the map: fetched once by URL, then only painted. Runs inside streamlit-folium's frame, where it adds
// to `window.hamgam`; geo/choropleth.py calls `start` once for the base map and `paint` for each view. The parts
// after this one (names, controls, keys, facilities) hang themselves into `started` and `painted`.
(function () {
  "use strict";
  var S = { view: null, layers: {}, outlines: [], geo: null, map: null, fitted: null, touched: false };
  var DATA = window.hamgamData || { texts: {}, symbols: {} };
  var HG = window.hamgamParts = { S: S, symbols: DATA.symbols, started: [], painted: [] };
  var LONG = 28;  // characters
  var NS = "http://www.w3.org/2000/svg";
  var PATTERNS = {
    hatch: function (p) { line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#5b6670", 1.4); },
    over: function (p) { line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#ffffff", 2.2); line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#333333", 0.9); },
    dots: function (p) { circle(p, "#3d4852", "#3d4852", 1.5); },
    rings: function (p) { circle(p, "none", "#0b3754", 2.2); }
  };

  // Texts that never change come with this script in both languages, so that no message has to carry them.
  HG.text = function (name) { return (DATA.texts[S.view ? S.view.lang : "fa"] || {})[name] || ""; };
  HG.make = function (name, parent, text) {
    var one = document.createElement(name);
    if (text !== undefined) one.textContent = text;
    if (parent) parent.appendChild(one);
    return one;
  };
  HG.each = function (tasks) { tasks.forEach(function (task) { task(S.view); }); };

  function node(parent, name, attributes) {
    var one = document.createElementNS(NS, name);
    Object.keys(attributes).forEach(function (key) { one.setAttribute(key, attributes[key]); });
    parent.appendChild(one);
    return one;
  }
  function line(parent, d, colour, width) { node(parent, "path", { d: d, stroke: colour, "stroke-width": width, fill: "none" }); }
  function circle(parent, fill, stroke, r) { node(parent, "circle", { cx: 4, cy: 4, r: r, fill: fill, stroke: stroke }); }

  // A fill is a colour or a pattern over a colour; patterns are made in the map's own SVG when first used.
  function fillOf(colour, pattern) {
    if (!pattern) return colour;
    var svg = S.map.getPane("overlayPane").querySelector("svg");
    if (!svg) return colour;
    var id = "hg-" + pattern + colour.slice(1);
    if (!svg.getElementById(id)) {
      var defs = svg.querySelector("defs") || svg.insertBefore(document.createElementNS(NS, "defs"), svg.firstChild);
      var made = node(defs, "pattern", { id: id, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
      node(made, "rect", { width: 8, height: 8, fill: colour });
      PATTERNS[pattern](made);
    }
    return "url(#" + id + ")";
  }

  // A figure travels in ASCII digits, which cost a sixth of the Persian ones; one with a sign is kept from turning around.
  var PERSIAN = { ",": "\u066c", ".": "\u066b", "%": "\u066a", "-": "\u2212" };
  function figure(text) {
    if (S.view.lang !== "fa" || !/^[0-9,.%-]+$/.test(text)) return text;
    var written = text.replace(/./g, function (sign) { return PERSIAN[sign] || String.fromCharCode(0x6c0 + sign.charCodeAt(0)); });
    return /[%-]/.test(text) ? "\u2066" + written + "\u2069" : written;
  }

  // [head, text] of each line of an area's tooltip; what several areas share travels once, with its place instead.
  HG.lines = function (code) {
    var v = S.view, row = v.areas[code];
    return !row ? [] : row.slice(2).map(function (text, i) {
      return [v.heads[i], typeof text === "number" ? v.texts[text] : figure(text)];
    }).filter(function (pair) { return pair[1]; });
  };
  HG.name = function (code) { var row = S.view.areas[code]; return row ? row[1] : (S.view.others[code] || ""); };

  // Texts come from a database: they become text nodes, never markup. An area that is pointed at elsewhere comes with
  // the `name` that it has there, and has a short tooltip: no pointer is here to move it out of the way. So has one in
  // the large letters of a presentation.
  HG.tip = function (code, name) {
    var v = S.view, box = HG.make("div");
    box.dir = v.dir; box.lang = v.lang; box.className = "hg-tip";
    HG.make("b", box, HG.name(code) || name);
    if (!name && HG.isTouched() && HG.target(S.layers[code].feature)) HG.make("small", box, v.pick === "any" ? HG.text("tap_pick") : HG.text("tap")).className = "hg-again";
    if (v.areas[code]) {
      HG.table(HG.lines(code).slice(0, name || v.present ? 2 : undefined), box);
      if (!name && !v.present) HG.make("small", box, v.foot);
    }
    return box;
  };
  HG.table = function (pairs, parent) {
    var table = HG.make("table", parent);
    pairs.forEach(function (pair) {
      var tr = table.insertRow(), head = tr.insertCell();
      head.textContent = pair[0];
      // A sentence has a line of its own under its head; beside it two words would stand in a line.
      if (pair[1].length > LONG) { head.colSpan = 2; tr = table.insertRow(); }
      var cell = tr.insertCell();
      cell.textContent = pair[1];
      if (pair[1].length > LONG) { cell.colSpan = 2; cell.className = "hg-long"; }
    });
    return table;
  };

  // Where areas are picked to be compared, a click picks, and what is picked keeps a rim of its own.
  function rim(code) {
    if ((S.view.picked || []).indexOf(code) >= 0) return { weight: 4, color: "#d25a45" };
    return { weight: 1.2, color: S.view.areas[code] ? "#ffffff" : "#b4bec7" };
  }

  function style(code) {
    var v = S.view, layer = S.layers[code], row = v.areas[code];
    if (row) {
      var fill = v.fills[row[0]];
      return Object.assign({ fillColor: fillOf(fill[0], fill[1]), fillOpacity: 1, opacity: 1 }, rim(code));
    }
    // Counties around a drilled one stay as context, and one click away.
    if (layer.feature.properties.level === 2) {
      return v.level === 2 || v.area === "IR23" ? null : { fillColor: "#eef2f5", fillOpacity: 1, color: "#b4bec7", weight: 1, opacity: 1 };
    }
    return null;
  }

  function show(layer, wanted) {
    if (wanted && !S.map.hasLayer(layer)) layer.addTo(S.map);
    if (!wanted && S.map.hasLayer(layer)) layer.remove();
  }

  function paint() {
    if (!S.geo || !S.view) return;
    var v = S.view, bounds = null;
    Object.keys(S.layers).forEach(function (code) {
      var layer = S.layers[code], hidden = code === v.area && v.level > layer.feature.properties.level;
      var look = hidden ? null : style(code);
      show(layer, !!look);
      if (!look) return;
      layer.setStyle(look);
      if (v.areas[code]) bounds = bounds ? bounds.extend(layer.getBounds()) : L.latLngBounds(layer.getBounds().getSouthWest(), layer.getBounds().getNorthEast());
    });
    outlines();
    S.bounds = bounds;
    if (S.fitted !== v.fit) { S.fitted = v.fit; S.touched = false; HG.fit(); }
    badge();
    document.documentElement.lang = v.lang;
    HG.each(HG.painted);
    document.documentElement.dataset.painted = v.stamp;
    spoke();
  }

  // The page says that the map did not come unless the frame gives this sign (style.css).
  function spoke() {
    try { window.parent.document.documentElement.dataset.map = "spoke"; } catch (e) { /* a page of another origin */ }
  }

  HG.fit = function () {
    if (!S.bounds || S.touched) return;
    // In full screen the legend lies over the side where a reader begins; the areas get what it leaves.
    var panel = document.getElementById("hg-panel"), taken = panel && S.map.getSize().x > 900 ? panel.offsetWidth + 12 : 0, right = S.view.dir === "rtl";
    S.fitting = true;
    // With `reset` the centre is exact; else it keeps a part of a pixel from whatever size the frame had before.
    S.map.fitBounds(S.bounds, { animate: false, reset: true, paddingTopLeft: [right ? 8 : 8 + taken, 8], paddingBottomRight: [right ? 8 + taken : 8, 8] });
    S.fitting = false;
  };

  // County lines over districts, and the province around everything: lines that take no click.
  function outlines() {
    var v = S.view;
    // The last one lies on top: counties first, then the province.
    S.outlines.slice().reverse().forEach(function (one) {
      var level = one.feature.properties.level;
      show(one, level === 1 || (v.level > 2 && level === 2));
      if (S.map.hasLayer(one)) one.bringToFront();
    });
    (v.picked || []).forEach(function (code) { if (S.layers[code] && v.areas[code]) S.layers[code].bringToFront(); });
  }

  function badge() {
    var v = S.view, box = document.getElementById("hg-badge") || HG.make("div", document.body);
    box.id = "hg-badge"; box.dir = v.dir; box.textContent = v.mark; box.hidden = !v.mark;
  }

  // The frame's own handler waits 250 ms; this answers now, and keeps a later pan from undoing it.
  HG.tell = function (value) {
    var data = window.__GLOBAL_DATA__;
    value.n = Date.now();
    data.last_active_drawing = value;
    data.previous_data = { last_active_drawing: value };
    window.Streamlit.setComponentValue({ last_active_drawing: value });
  };
  HG.target = function (feature) {
    if (S.view.pick === "any") return S.view.areas[feature.id] ? feature.id : null;
    var code = feature.properties.level > 2 ? feature.properties.parent : feature.id;
    // Inside a drilled county a district leads nowhere, unless the page wants to know which one was picked.
    return S.view.level > 2 && code === S.view.area ? (S.view.pick ? feature.id : null) : code;
  };
  HG.enter = function (feature) { var code = HG.target(feature); if (code) HG.tell({ id: code }); };

  function build(geojson) {
    S.geo = geojson;
    geojson.features.forEach(function (feature) {
      var level = feature.properties.level;
      if (level < 3) {
        var rim = L.geoJSON(feature, { interactive: false, style: { fill: false, color: level === 1 ? "#0b3754" : "#ffffff", weight: level === 1 ? 2 : 3 } }).getLayers()[0];
        S.outlines.push(rim);
      }
      if (level < 2) return;
      var layer = L.geoJSON(feature).getLayers()[0];
      layer.feature = feature;
      layer.bindTooltip(function () { return HG.tip(feature.id); }, { sticky: true, opacity: 1 });
      layer.on("click", function (event) { L.DomEvent.stopPropagation(event); if (!HG.firstTap(layer, event.latlng)) HG.enter(feature); });
      layer.on("mouseover", function () { if (S.view.areas[feature.id]) layer.setStyle({ weight: 3, color: "#d25a45" }).bringToFront(); });
      layer.on("mouseout", function () { var look = style(feature.id); if (look) layer.setStyle(look); outlines(); });
      S.layers[feature.id] = layer;
    });
    paint();
  }

  window.hamgam = {
    start: function (place, areas) {
      // No tiles, no attribution: nothing may be asked of another machine. Keys and buttons are our own parts.
      // The drawing surface comes before the first area: a pattern is made in it.
      var surface = L.svg(), map = S.map = L.map(place, { renderer: surface, center: [35.65, 51.45], zoom: 9, minZoom: 7, maxZoom: 14, wheelPxPerZoomLevel: 120, zoomSnap: 0.25, attributionControl: false, zoomControl: false, keyboard: false, zoomAnimation: false, fadeAnimation: false });
      surface.addTo(map);
      // A reader's own zoom or pan is kept; until then the areas fill the frame, whatever its size becomes.
      map.on("zoomstart dragstart", function () { if (!S.fitting) S.touched = true; });
      HG.each(HG.started);
      new ResizeObserver(function () { map.invalidateSize({ animate: false, pan: false }); HG.fit(); }).observe(map.getContainer());
      // An offline map has them at hand.
      var got = typeof areas === "string" ? fetch(areas).then(function (r) { if (!r.ok) throw r.status; return r.json(); }) : Promise.resolve(areas);
      got.then(build).catch(function () {
        S.failed = true;
        failure();
      });
      return map;
    },
    paint: function (view) { S.view = view; if (S.failed) failure(); else paint(); }
  };

  function failure() {
    if (!S.view) return;
    var box = document.getElementById("hg-failure") || HG.make("p", document.body);
    box.id = "hg-failure"; box.dir = S.view.dir; box.textContent = HG.text("failure");
    spoke();
  }
})();
