// Facilities: drawn from their package (packages.js) as symbols or clusters.
(function (HG) {
  "use strict";
  var S = HG.S, STEP = 0.0001;
  var group = null, shown = null, current = null, popup = null;

  HG.painted.push(function (v) {
    var given = v.facilities;
    if (!given) { clear(); return; }
    if (shown === given.key) return;
    clear();
    var waited = HG.package(given);
    if (!waited) return;
    shown = given.key;
    waited.then(function (payload) { if (shown === given.key) draw(payload); });
  });

  function clear() {
    var gone = group;
    close();
    group = null; shown = null; current = null;
    S.map.getContainer().classList.remove("hg-many");
    if (gone) { gone.remove(); HG.declutter(); }
    delete document.documentElement.dataset.facilities;
  }

  function draw(payload) {
    current = payload;
    group = L.layerGroup();
    payload.marks = payload.points.map(function (row) { return point(payload, row); })
      .concat(payload.clusters.map(function (row) { return cluster(payload, row); }));
    group.addTo(S.map);
    payload.marks.forEach(dress);
    dense();
    HG.declutter();
    document.documentElement.dataset.facilities = shown;
  }

  function mark(payload, row, className, html) {
    var icon = L.divIcon({ className: className, html: html, iconSize: null });
    var at = [payload.at[0] + row[1] * STEP, payload.at[1] + row[0] * STEP];
    var marker = L.marker(at, { icon: icon, keyboard: false }).addTo(group);
    marker.on("click", function () { open(marker, false); });
    return marker;
  }
  function point(payload, row) {
    var kind = payload.kinds[row[2]], status = payload.statuses[row[3]];
    // Symbols are constants of our own script; whatever a database brings along becomes text.
    var marker = mark(payload, row, "hg-place", HG.symbols[kind[0] + "/" + status[0]]);
    marker.heading = row[4];
    marker.label = [row[4], kind[1], status[1]];
    var texts = row.slice(5).map(function (text) { return typeof text === "number" ? payload.texts[text] : text; });
    marker.foot = texts.pop();
    marker.tables = [texts.map(function (text, i) { return [payload.heads[i], text]; }).filter(function (pair) { return pair[1]; })];
    marker.below = [kind[1], status[1]].join(" · ");
    return marker;
  }
  function cluster(payload, row) {
    var marker = mark(payload, row, "hg-cluster", "");
    marker.heading = row[4];
    marker.label = [row[4]];
    marker.tables = row.slice(5, -1);
    marker.size = row[2];
    marker.short = row[3];
    marker.note = payload.note;
    marker.foot = row[row.length - 1];
    return marker;
  }
  function dress(marker, i) {
    var element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", HG.spoken(marker.label));
    // One stop of the tab key for all of them: the first; the keys of the list go on from there.
    element.tabIndex = i ? -1 : 0;
    element.dataset.place = i;
    if (marker.short === undefined) { element.title = marker.heading; return; }
    // On a phone the whole province is half as wide, and so are its discs.
    // Numbers for the back of the room need larger ones.
    var wider = S.view.present ? HG.letters() / 12 : S.map.getSize().x < 500 ? 0.65 : 1, size = Math.round(marker.size * wider);
    element.textContent = marker.short;
    element.style.width = element.style.height = element.style.lineHeight = size + "px";
    element.style.marginLeft = element.style.marginTop = -size / 2 - 2 + "px";
  }

  // Many symbols at a small scale are drawn small, so that the areas' colours stay in sight.
  function dense() {
    if (!current) return;
    var many = current.points.length > 150 && S.map.getZoom() < 11.5;
    S.map.getContainer().classList.toggle("hg-many", many);
  }

  function open(marker, focus) {
    var v = S.view, box = HG.make("div");
    box.dir = v.dir; box.lang = v.lang; box.className = "hg-tip hg-facility"; box.tabIndex = -1;
    // A name may hold marks that turn the writing around: inside bdi they end with it.
    HG.make("bdi", HG.make("b", box), marker.heading);
    if (marker.below) HG.make("div", box, marker.below);
    marker.tables.forEach(function (pairs) { HG.table(pairs, box); });
    if (marker.note) HG.make("small", box, marker.note);
    HG.make("small", box, marker.foot);
    close();
    S.touched = true;
    popup = L.popup({ minWidth: 190, maxWidth: 320, autoPanPadding: [50, 20] }).setLatLng(marker.getLatLng()).setContent(box).openOn(S.map);
    popup.from = marker;
    var cross = popup.getElement().querySelector(".leaflet-popup-close-button");
    cross.setAttribute("aria-label", HG.text("close"));
    if (focus) box.focus({ preventScroll: true });
    // A page with a list of the facilities is told which of them was opened; the pin then moves nothing.
    if (v.pick && marker.short === undefined) { S.own = marker.getLatLng(); HG.tell({ point: current.marks.indexOf(marker), key: shown }); }
  }
  function close() {
    if (!popup) return false;
    var one = popup, inside = one.getElement() && one.getElement().contains(document.activeElement);
    popup = null;
    var was = one.isOpen();
    one.remove();
    if (inside && one.from.getElement()) one.from.getElement().focus({ preventScroll: true });
    return was;
  }
  HG.closePopup = close;

  // Single facilities and what they are called, for the names that a deep zoom shows.
  HG.places = function () { return current ? current.marks.filter(function (one) { return one.below; }) : []; };

  // The next or the one before, from west to east, wherever the focus is.
  HG.step = function (by) {
    if (!current || !current.marks.length) return false;
    var at = popup && popup.isOpen() ? current.marks.indexOf(popup.from) : Number(document.activeElement.dataset.place || -1);
    var next = Math.min(Math.max(at + by, 0), current.marks.length - 1), marker = current.marks[next];
    close();
    current.marks.forEach(function (one, i) { one.getElement().tabIndex = i === next ? 0 : -1; });
    if (!S.map.getBounds().pad(-0.05).contains(marker.getLatLng())) { S.touched = true; S.map.panTo(marker.getLatLng(), { animate: false }); }
    marker.getElement().focus({ preventScroll: true });
    return true;
  };

  HG.started.push(function () {
    S.map.on("zoomend", dense);
    document.addEventListener("keydown", function (event) {
      var place = event.target.dataset && event.target.dataset.place;
      if (place === undefined || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      open(current.marks[place], true);
    });
  });
})(window.hamgamParts);
