// In a presentation: letters that are read from the back of the room, and keys that turn the slides from here too.
(function (HG) {
  "use strict";
  var S = HG.S;
  var TURNS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ", "Escape", "Backspace", "n", "N", "f", "F", "b", "B", "."];

  // The frame is a part of the window: its letters are measured in heights of the whole.
  HG.letters = function () { return 24 * window.parent.innerHeight / 1080; };

  function size() {
    if (S.view && S.view.present) document.documentElement.style.setProperty("--u", HG.letters() / 24 + "px");
  }

  HG.painted.push(function (v) {
    document.documentElement.classList.toggle("hg-present", !!v.present);
    size();
    if (!v.present) return;
    HG.declutter();
    hush();
  });

  // A new map under a pointer that rests says nothing by itself: what it said was of the map before, or covers this
  // one. What the pointer is on speaks when it is moved.
  var from = null, quiet = false, held = null;
  function hush() {
    quiet = true;
    from = held = null;
    close(null);
  }
  function close(but) {
    S.map.eachLayer(function (layer) {
      if (layer.getTooltip && layer.getTooltip() && layer.getTooltip() !== but) layer.closeTooltip();
    });
  }
  function moved(event) {
    if (!quiet) return;
    from = from || [event.clientX, event.clientY];
    if (Math.abs(event.clientX - from[0]) + Math.abs(event.clientY - from[1]) < 24) return;  // pixels: hands shake
    quiet = false;
    if (held) held.openTooltip();
  }
  function opened(event) {
    if (!S.view || !S.view.present) return;
    if (!quiet) { close(event.tooltip); return; }
    held = event.tooltip._source;
    held.once("mouseout", function () { held = null; });
    event.tooltip.remove();
  }

  // The page never sees a key while the map has the focus: it is told, and does what it does with its own.
  HG.turns = function (event) {
    if (!S.view.present || TURNS.indexOf(event.key) < 0) return false;
    var told = { key: event.key, shiftKey: event.shiftKey, bubbles: true };
    window.parent.document.body.dispatchEvent(new window.parent.KeyboardEvent("keydown", told));
    return true;
  };

  HG.started.push(function () {
    window.parent.addEventListener("resize", size);
    document.addEventListener("mousemove", moved, true);
    S.map.on("tooltipopen", opened);
  });
})(window.hamgamParts);
