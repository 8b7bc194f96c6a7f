// The map by keyboard and by ear: every key of the list, a name for each area, and its figures read out on focus.
(function (HG) {
  "use strict";
  var S = HG.S, STEP = 80, held = false, ring = null;
  var PAN = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
  var MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

  // Marks of direction mean nothing aloud, and one that came with a name could turn the words behind it around.
  HG.spoken = function (parts) { return parts.filter(Boolean).join(", ").replace(MARKS, ""); };

  function live() {
    var box = document.getElementById("hg-live") || HG.make("div", document.body);
    box.id = "hg-live"; box.setAttribute("aria-live", "polite"); box.setAttribute("role", "status");
    return box;
  }
  HG.say = function (text) { live().textContent = text; };

  function label() {
    Object.keys(S.layers).forEach(function (code) {
      var layer = S.layers[code], path = S.map.hasLayer(layer) && layer.getElement();
      if (!path) return;
      var lines = HG.lines(code), value = lines.length ? lines[0].join(" ") : "";
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", HG.target(layer.feature) ? "button" : "img");
      path.setAttribute("aria-label", HG.spoken([HG.name(code), value]));
      path.dataset.code = code;
    });
  }

  HG.painted.push(function (v) {
    var box = S.map.getContainer();
    box.lang = v.lang;
    box.setAttribute("aria-label", HG.text("map"));
    // Whoever finds this frame in a list of frames hears what it is, not which program drew it.
    if (window.frameElement) ["aria-label", "title"].forEach(function (name) { window.frameElement.setAttribute(name, HG.text("map")); });
    label();
    if (ring) circle(document.activeElement);
    // The area that had the focus may be gone with the view: the keys go on working from the map itself.
    if (held && document.activeElement === document.body) box.focus({ preventScroll: true });
  });

  // The outline of the area with the focus is a line of its own on top: neighbours would hide parts of the area's own
  // edge, and to bring the area forward would change the order of the tab key.
  function circle(element) {
    var code = element && element.dataset && element.dataset.code;
    if (ring) ring.remove();
    ring = code && element.matches(":focus-visible") && S.map.hasLayer(S.layers[code])
      ? L.polygon(S.layers[code].getLatLngs(), { className: "hg-ring", interactive: false, fill: false, color: "#d25a45", weight: 4 }).addTo(S.map) : null;
  }

  function focused(event) {
    var code = event.target.dataset && event.target.dataset.code;
    held = true;
    circle(event.target);
    if (code && S.view) HG.say(HG.spoken(HG.lines(code).slice(1).map(function (pair) { return pair.join(" "); })));
  }

  function pressed(event) {
    if (!S.view || event.ctrlKey || event.metaKey || event.altKey) return;
    if (HG.turns(event) || act(event)) event.preventDefault();
  }
  function act(event) {
    var key = event.key, code = event.target.dataset && event.target.dataset.code;
    if (PAN[key]) { S.touched = true; S.map.panBy(PAN[key], { animate: false }); return true; }
    if (key === "+" || key === "=") { S.map.zoomIn(event.shiftKey && key === "=" ? 3 : 1); return true; }
    if (key === "-" || key === "_") { S.map.zoomOut(1); return true; }
    if (key === "Home") { HG.home(); return true; }
    if (key === "?" || key === "؟") { HG.help(); return true; }
    if ((key === "Enter" || key === " ") && code) { HG.enter(S.layers[code].feature); return true; }
    if (key === "PageDown" || key === "PageUp") return HG.step ? HG.step(key === "PageDown" ? 1 : -1) : false;
    if (key === "Escape" && (HG.closeHelp() || (HG.closePopup && HG.closePopup()))) return true;
    // In full screen the browser takes Escape for itself.
    if ((key === "Backspace" || (key === "Escape" && !document.fullscreenElement)) && S.view.area !== "IR23") {
      HG.tell({ id: "IR23" });
      return true;
    }
    return false;
  }

  HG.started.push(function () {
    var box = S.map.getContainer();
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    live();
    document.addEventListener("keydown", pressed);
    document.addEventListener("focusin", focused);
    document.addEventListener("focusout", function () { circle(null); });
    window.addEventListener("blur", function () { held = false; });
  });
})(window.hamgamParts);
