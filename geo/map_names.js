// Names on the map: the areas that the finding is about first, then the others, then the counties around or above
// them; none touches another, a button or a note.
(function (HG) {
  "use strict";
  var S = HG.S, names = [], made = null, placedFor = null;
  // The message has the areas in the order of the finding; so many of them must have their names, however small.
  var NAMED_FIRST = 5;
  // What stands over the map; a name under it could not be read.
  var TAKEN = ".leaflet-control, #hg-badge, #hg-panel, .hg-cluster, .hg-pin:not(.area) span";
  // Where a name may stand when its own place is taken: pixels aside and above, inside its own area.
  var ASIDE = [[0, 0], [0, -14], [0, 14], [0, -24], [0, 24], [-22, 0], [22, 0], [0, -40], [0, 40], [-40, 0], [40, 0]];
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
    marker.code = code;
    marker.rings = S.layers[code].getLatLngs();
    marker.extent = (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth());
    return marker;
  }

  function sorted(first) {
    names.forEach(function (one) {
      var place = first.indexOf(one.code);
      one.rank = (one.kind ? 0 : 1000) + (place < 0 ? one.extent : 1000 * (NAMED_FIRST - place));
    });
    names.sort(function (a, b) { return b.rank - a.rank; });
  }

  HG.painted.push(function (v) {
    // Names stay as they are while place, level, language and those first in the finding do.
    var stamp = v.fit + v.lang, first = Object.keys(v.areas).slice(0, NAMED_FIRST), order = stamp + first;
    if (made !== stamp) {
      made = stamp;
      names.forEach(function (one) { one.remove(); });
      var areas = Object.keys(v.areas).filter(function (code) { return S.layers[code]; }).map(function (code) {
        return name(code, v.short[code] || v.areas[code][1], "");
      });
      var counties = Object.keys(v.others).filter(function (code) { return S.layers[code]; }).map(function (code) {
        return name(code, v.others[code], "beside");
      });
      names = areas.concat(counties);
    }
    if (placedFor === order) return;
    placedFor = order;
    sorted(first);
    declutter();
  });

  // A name that would touch a placed one waits for a deeper zoom.
  function declutter() {
    if (!S.view || !names.length) return;
    var placed = [].map.call(document.querySelectorAll(TAKEN), function (one) {
      var box = one.getBoundingClientRect();
      return [box.left - 2, box.top - 2, box.right + 2, box.bottom + 2];
    }).filter(function (box) { return box[2] - box[0] > 4; });
    // Measured anew each time: letters grow with the window, and their font may come after the first view.
    names.forEach(function (marker) {
      var text = marker.getElement().firstChild;
      marker.size = [text.offsetWidth, text.offsetHeight];
    });
    names.forEach(function (marker) { put(marker, placed); });
    HG.fill(placed);
  }

  function put(marker, placed) {
    var element = marker.getElement(), beyond = marker.kind && S.view.area === "IR23" && S.map.getZoom() < COUNTIES_FROM;
    var p = S.map.latLngToContainerPoint(marker.getLatLng()), w = marker.size[0] / 2 + 3, h = marker.size[1] / 2 + 1;
    var at = beyond ? undefined : ASIDE.find(function (by) {
      var x = p.x + by[0], y = p.y + by[1], moved = by[0] || by[1];
      // Middle and quarters of a moved name: it must not read as its neighbour's.
      var inside = !moved || [-w / 2, 0, w / 2].every(function (aside) { return within(marker.rings, S.map.containerPointToLatLng([x + aside, y])); });
      return inside && placed.every(function (o) { return x + w < o[0] || x - w > o[2] || y + h < o[1] || y - h > o[3]; });
    });
    element.style.visibility = at ? "visible" : "hidden";
    if (!at) return;
    element.firstChild.style.left = at[0] + "px";
    element.firstChild.style.top = at[1] + "px";
    placed.push([p.x + at[0] - w, p.y + at[1] - h, p.x + at[0] + w, p.y + at[1] + h]);
  }
  HG.declutter = declutter;

  HG.started.push(function () {
    // Above the symbols of facilities, and no click stops at a name.
    var pane = S.map.createPane("names");
    pane.style.zIndex = 640; pane.style.pointerEvents = "none";
    S.map.on("moveend resize", declutter);
    // A view that is set anew at the same zoom moves the symbols only now, after it said moveend.
    S.map.on("viewreset", function () { Promise.resolve().then(declutter); });
    document.fonts.addEventListener("loadingdone", declutter);
  });
})(window.hamgamParts);
