// The areas of the map: fetched once by URL, then only painted. Runs inside streamlit-folium's frame,
// where it adds to `window.hamgam`; geo/choropleth.py calls `start` once for the base map and `paint` for each view.
(function () {
  "use strict";
  var S = { view: null, layers: {}, outlines: [], geo: null, map: null, fitted: null, touched: false, labels: [], named: null };
  var NS = "http://www.w3.org/2000/svg";
  var PATTERNS = {
    hatch: function (p) { line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#5b6670", 1.4); },
    over: function (p) { line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#ffffff", 2.2); line(p, "M-1,1 l2,-2 M0,8 l8,-8 M7,9 l2,-2", "#333333", 0.9); },
    dots: function (p) { circle(p, "#3d4852", "#3d4852", 1.5); },
    rings: function (p) { circle(p, "none", "#0b3754", 2.2); }
  };

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

  // Texts come from a database: they become text nodes, never markup.
  function tip(code) {
    var v = S.view, row = v.areas[code], box = document.createElement("div");
    box.dir = v.dir; box.lang = v.lang; box.className = "hg-tip";
    var head = box.appendChild(document.createElement("b"));
    head.textContent = row ? row[1] : (v.others[code] || "");
    if (!row) return box;
    var table = box.appendChild(document.createElement("table"));
    row.slice(2).forEach(function (text, i) {
      if (typeof text === "number") text = v.texts[text];
      if (!text) return;
      var tr = table.insertRow();
      tr.insertCell().textContent = v.heads[i];
      tr.insertCell().textContent = text;
    });
    var foot = box.appendChild(document.createElement("small"));
    foot.textContent = v.foot;
    return box;
  }

  function style(code) {
    var v = S.view, layer = S.layers[code], row = v.areas[code];
    if (row) {
      var fill = v.fills[row[0]];
      return { fillColor: fillOf(fill[0], fill[1]), fillOpacity: 1, color: "#ffffff", weight: 1.2, opacity: 1 };
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
    if (S.fitted !== v.fit) { S.fitted = v.fit; S.touched = false; fit(); }
    names();
    badge();
    document.documentElement.lang = v.lang;
    document.documentElement.dataset.painted = v.stamp;
    spoke();
  }

  // The page says that the map did not come unless the frame gives this sign (style.css).
  function spoke() {
    try { window.parent.document.documentElement.dataset.map = "spoke"; } catch (e) { /* a page of another origin */ }
  }

  function fit() {
    if (!S.bounds || S.touched) return;
    S.fitting = true;
    S.map.fitBounds(S.bounds, { animate: false, padding: [8, 8] });
    S.fitting = false;
  }

  // County lines over districts, and the province around everything: lines that take no click.
  function outlines() {
    var v = S.view;
    // The last one lies on top: counties first, then the province.
    S.outlines.slice().reverse().forEach(function (one) {
      var level = one.feature.properties.level;
      show(one, level === 1 || (v.level > 2 && level === 2));
      if (S.map.hasLayer(one)) one.bringToFront();
    });
  }

  function names() {
    // Names stay where they are while place, level and language do; making them anew costs a layout of the frame.
    var stamp = S.view.fit + S.view.lang;
    if (S.named === stamp) return;
    S.named = stamp;
    S.labels.forEach(function (one) { one.remove(); });
    S.labels = Object.keys(S.view.areas).filter(function (code) { return S.layers[code]; }).map(function (code) {
      var icon = L.divIcon({ className: "hg-name", html: "", iconSize: [0, 0] });
      var marker = L.marker(S.layers[code].feature.properties.at, { icon: icon, interactive: false, keyboard: false }).addTo(S.map);
      var text = marker.getElement().appendChild(document.createElement("span"));
      text.dir = S.view.dir;
      text.textContent = S.view.short[code] || S.view.areas[code][1];
      var b = S.layers[code].getBounds();
      marker.rank = (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth());
      return marker;
    }).sort(function (a, b) { return b.rank - a.rank; });
    declutter();
  }

  // Larger areas first; a name that would touch a placed one waits for a deeper zoom.
  function declutter() {
    var placed = [];
    // Measured anew each time: letters grow with the window, and their font may come after the first view.
    S.labels.forEach(function (marker) {
      var text = marker.getElement().firstChild;
      marker.size = [text.offsetWidth, text.offsetHeight];
    });
    S.labels.forEach(function (marker) {
      var p = S.map.latLngToLayerPoint(marker.getLatLng()), w = marker.size[0] / 2 + 3, h = marker.size[1] / 2 + 1;
      var box = [p.x - w, p.y - h, p.x + w, p.y + h];
      var free = placed.every(function (o) { return box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]; });
      marker.getElement().style.visibility = free ? "visible" : "hidden";
      if (free) placed.push(box);
    });
  }

  function badge() {
    var v = S.view, box = document.getElementById("hg-badge") || document.body.appendChild(document.createElement("div"));
    box.id = "hg-badge"; box.dir = v.dir; box.textContent = v.mark; box.hidden = !v.mark;
  }

  function answer(feature) {
    var code = feature.properties.level > 2 ? feature.properties.parent : feature.id;
    if (S.view.level > 2 && code === S.view.area) return;
    var value = { id: code, n: Date.now() }, data = window.__GLOBAL_DATA__;
    // The frame's own handler waits 250 ms; this answers now, and keeps a later pan from undoing it.
    data.last_active_drawing = value;
    data.previous_data = { last_active_drawing: value };
    window.Streamlit.setComponentValue({ last_active_drawing: value });
  }

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
      layer.bindTooltip(function () { return tip(feature.id); }, { sticky: true, opacity: 1 });
      layer.on("click", function (event) { L.DomEvent.stopPropagation(event); answer(feature); });
      // Leaflet makes areas with a tooltip reachable by the tab key; Enter then does what a click does.
      layer.on("add", function () {
        layer.getElement().onkeydown = function (event) { if (event.key === "Enter") answer(feature); };
      });
      layer.on("mouseover", function () { if (S.view.areas[feature.id]) layer.setStyle({ weight: 3, color: "#d25a45" }).bringToFront(); });
      layer.on("mouseout", function () { layer.setStyle({ weight: 1.2, color: S.view.areas[feature.id] ? "#ffffff" : "#b4bec7" }); outlines(); });
      S.layers[feature.id] = layer;
    });
    paint();
  }

  window.hamgam = {
    start: function (place, url) {
      // No tiles, no attribution: nothing may be asked of another machine.
      var map = S.map = L.map(place, { center: [35.65, 51.45], zoom: 9, minZoom: 7, maxZoom: 14, zoomSnap: 0.25, attributionControl: false, zoomAnimation: false, fadeAnimation: false });
      map.on("zoomend resize", declutter);
      document.fonts.addEventListener("loadingdone", declutter);
      // A reader's own zoom or pan is kept; until then the areas fill the frame, whatever its size becomes.
      map.on("zoomstart dragstart", function () { if (!S.fitting) S.touched = true; });
      new ResizeObserver(function () { map.invalidateSize({ animate: false, pan: false }); fit(); }).observe(map.getContainer());
      fetch(url).then(function (r) { if (!r.ok) throw r.status; return r.json(); }).then(build).catch(function () {
        S.failed = true;
        failure();
      });
      return map;
    },
    paint: function (view) { S.view = view; if (S.failed) failure(); else paint(); }
  };

  function failure() {
    if (!S.view) return;
    var box = document.getElementById("hg-failure") || document.body.appendChild(document.createElement("p"));
    box.id = "hg-failure"; box.dir = S.view.dir; box.textContent = S.view.failure;
    spoke();
  }
})();
