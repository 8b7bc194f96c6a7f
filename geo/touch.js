// By touch the first tap on an area shows its tooltip and the second goes in; a mouse shows it without a click.
(function (HG) {
  "use strict";
  var S = HG.S, BADGE = 34, touch = false, tapped = null;

  HG.isTouched = function () { return touch; };

  // True where a tap has done enough by showing what the area is.
  HG.firstTap = function (layer, at) {
    var again = !touch || tapped === layer;
    forget();
    if (again) return false;
    tapped = layer;
    layer.openTooltip(at);
    HG.intoFrame(layer.getTooltip().getElement());
    return true;
  };

  // A phone is as wide as one tooltip: it is moved until all of it can be read, and then points at nothing.
  HG.intoFrame = function (element) {
    var box = element.getBoundingClientRect(), look = getComputedStyle(element);
    var by = [over(box.left, box.right, window.innerWidth), over(box.top, box.bottom, window.innerHeight - BADGE)];
    element.style.marginLeft = parseFloat(look.marginLeft) + by[0] + "px";
    element.style.marginTop = parseFloat(look.marginTop) + by[1] + "px";
    element.classList.toggle("hg-moved", by[0] !== 0);
  };
  // How far to move; what is larger than its room begins where it can be seen.
  function over(low, high, room) { return low < 4 ? 4 - low : Math.max(Math.min(room - 4 - high, 0), 4 - low); }

  function forget() {
    if (!tapped) return;
    var element = tapped.getTooltip().getElement();
    if (element) { element.style.marginLeft = element.style.marginTop = ""; element.classList.remove("hg-moved"); }
    tapped.closeTooltip();
    tapped = null;
  }

  HG.painted.push(forget);
  HG.started.push(function () {
    S.map.on("click popupopen", forget);
    // What began an event says by what it was made; of clicks not every browser tells.
    document.addEventListener("pointerdown", function (event) { touch = event.pointerType === "touch"; }, true);
    document.addEventListener("keydown", function () { touch = false; }, true);
  });
})(window.hamgamParts);
