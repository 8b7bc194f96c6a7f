// Maps that belong together: where a reader moves one, the others move.
(function (HG) {
  "use strict";
  var S = HG.S, home = HG.home;

  HG.others = function () {
    return [].map.call(window.parent.document.querySelectorAll("iframe"), function (one) { return one.contentWindow; })
      .filter(function (one) { return one && one !== window && one.hamgam && one.hamgam.follow; });
  };

  HG.started.push(function () {
    S.map.on("move", function () {
      // A frame that changes its size moves its map too; each fits the areas into its own.
      if (!S.touched || S.follows || S.fitting || !S.view || !S.view.together) return;
      HG.others().forEach(function (one) { one.hamgam.follow(S.map.getCenter(), S.map.getZoom()); });
    });
  });
  window.hamgam.follow = function (centre, zoom) {
    if (!S.map || !S.view || !S.view.together) return;
    S.follows = S.touched = true;
    S.map.setView([centre.lat, centre.lng], zoom, { animate: false });
    S.follows = false;
  };
  window.hamgam.home = home;
  HG.home = function () {
    home();
    if (S.view && S.view.together) HG.others().forEach(function (one) { one.hamgam.home(); });
  };
})(window.hamgamParts);
