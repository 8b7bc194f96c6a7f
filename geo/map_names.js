// Names on the map: areas first, then the counties around or above them; none touches another, a button or a note.
(function (HG) {
  "use strict";
  var S = HG.S, names = [], made = null;
  // What stands over the map; a name under it could not be read.
  var TAKEN = ".leaflet-control, #hg-badge, #hg-panel, .hg-cluster";
  // Where a name may stand when its own place is taken: pixels above or below, inside its own area.
  var ASIDE = [0, -24, 24, -40, 40];
  // At a smaller scale the districts name their counties themselves, and a second name would crowd them.
  var COUNTIES_FROM = 10;

  function crosses(ring, at) {
    return ring.reduce(function (inside, a, i) {
      var b = ring[i ? i - 1 : ring.length - 1];
      return (a.lat > at.lat) !== (b.lat > at.lat) && at.lng < (b.lng - a.lng) * (at.lat - a.lat) / (b.lat - a.lat) + a.lng ? !inside : inside;
    }, false);
  }
  // Rings of holes turn the answer around, so that parts and holes need not be told apart.
  function within(rings, at) {
    return Array.isArray(rings[0]) ? rings.reduce(function (inside, one) { return inside !== within(one, at); }, false) : crosses(rings, at);
  }

  function name(code, text, kind) {
    var marker = L.marker(S.layers[code].feature.properties.at, { icon: L.divIcon({ className: "hg-name " + kind, html: "", iconSize: [0, 0] }), pane: "names", interactive: false, keyboard: false }).addTo(S.map);
    var span = HG.make("span", marker.getElement(), text), b = S.layers[code].getBounds();
    span.dir = S.view.dir;
    marker.kind = kind;
    marker.rings = S.layers[code].getLatLngs();
    marker.rank = (kind ? 0 : 1000) + (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth());
    return marker;
  }

  HG.painted.push(function (v) {
    // Names stay where they are while place, level and language do; making them anew costs a layout of the frame.
    var stamp = v.fit + v.lang;
    if (made === stamp) return;
    made = stamp;
    names.forEach(function (one) { one.remove(); });
    var areas = Object.keys(v.areas).filter(function (code) { return S.layers[code]; }).map(function (code) {
      return name(code, v.short[code] || v.areas[code][1], "");
    });
    var counties = Object.keys(v.others).filter(function (code) { return S.layers[code]; }).map(function (code) {
      return name(code, v.others[code], "beside");
    });
    names = areas.concat(counties).sort(function (a, b) { return b.rank - a.rank; });
    declutter();
  });

  // Larger areas first; a name that would touch a placed one waits for a deeper zoom.
  function declutter() {
    if (!S.view || !names.length) return;
    var clustered = document.querySelector(".hg-cluster");
    var placed = [].map.call(document.querySelectorAll(TAKEN), function (one) {
      var box = one.getBoundingClientRect();
      return [box.left - 2, box.top - 2, box.right + 2, box.bottom + 2];
    }).filter(function (box) { return box[2] - box[0] > 4; });
    // Measured anew each time: letters grow with the window, and their font may come after the first view.
    names.forEach(function (marker) {
      var text = marker.getElement().firstChild;
      marker.size = [text.offsetWidth, text.offsetHeight];
    });
    names.forEach(function (marker) {
      var p = S.map.latLngToContainerPoint(marker.getLatLng()), w = marker.size[0] / 2 + 3, h = marker.size[1] / 2 + 1;
      if (marker.kind && S.view.area === "IR23" && S.map.getZoom() < COUNTIES_FROM) { marker.getElement().style.visibility = "hidden"; return; }
      var found = (marker.kind || clustered ? ASIDE : [0]).find(function (up) {
        // Middle and quarters of a moved name: it must not read as its neighbour's.
        var inside = !up || [-w / 2, 0, w / 2].every(function (aside) { return within(marker.rings, S.map.containerPointToLatLng([p.x + aside, p.y - up])); });
        if (!inside) return false;
        var box = [p.x - w, p.y - up - h, p.x + w, p.y - up + h];
        return placed.every(function (o) { return box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]; });
      });
      var free = found !== undefined, element = marker.getElement();
      element.style.visibility = free ? "visible" : "hidden";
      if (!free) return;
      element.firstChild.style.top = -found + "px";
      placed.push([p.x - w, p.y - found - h, p.x + w, p.y - found + h]);
    });
  }
  HG.declutter = declutter;

  HG.started.push(function () {
    // Above the symbols of facilities, and no click stops at a name.
    var pane = S.map.createPane("names");
    pane.style.zIndex = 640; pane.style.pointerEvents = "none";
    S.map.on("moveend resize", declutter);
    document.fonts.addEventListener("loadingdone", declutter);
  });
})(window.hamgamParts);
