// Buttons, scale bar, north note, full screen and the list of keys, on the side where a reader begins.
(function (HG) {
  "use strict";
  var S = HG.S, controls = [], made = null, watch = null;
  var DIGITS = "۰۱۲۳۴۵۶۷۸۹";
  var ICONS = {
    home: "M3 11 12 4l9 7M6 9.5V20h12V9.5",
    full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    leave: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
    north: "M12 3 18 20 12 16 6 20z"
  };

  function icon(name) {
    var box = HG.make("span");
    box.setAttribute("aria-hidden", "true");
    box.innerHTML = '<svg viewBox="0 0 24 24"><path d="' + ICONS[name] + '"/></svg>';
    return box;
  }
  function button(bar, name, text, act) {
    var one = HG.make("button", bar);
    one.type = "button"; one.className = "hg-" + name;
    one.setAttribute("aria-label", text); one.title = text;
    one.onclick = act;
    if (ICONS[name]) one.appendChild(icon(name)); else HG.make("span", one, S.view.dir === "rtl" ? "؟" : "?").setAttribute("aria-hidden", "true");
    return one;
  }
  function add(position, make) {
    var control = new (L.Control.extend({ onAdd: make }))({ position: position });
    controls.push(control.addTo(S.map));
  }

  HG.digits = function (text) {
    return S.view.lang === "fa" ? String(text).replace(/\d/g, function (one) { return DIGITS[one]; }) : String(text);
  };
  var Scale = L.Control.Scale.extend({
    _updateMetric: function (most) {
      var metres = this._getRoundNum(most), far = metres >= 1000;
      var text = HG.text(far ? "km" : "m").replace("{distance}", HG.digits(far ? metres / 1000 : metres));
      this._mScale.dir = S.view.dir;
      this._updateScale(this._mScale, text, metres / most);
      this._mScale.textContent = text;
    }
  });

  function build(v) {
    var start = v.dir === "rtl" ? "right" : "left", end = v.dir === "rtl" ? "left" : "right";
    controls.forEach(function (one) { one.remove(); });
    var zoom = L.control.zoom({ position: "top" + start, zoomInTitle: HG.text("zoom_in"), zoomOutTitle: HG.text("zoom_out") });
    controls = [zoom.addTo(S.map)];
    add("top" + start, function () {
      var bar = HG.make("div");
      bar.className = "leaflet-bar hg-bar";
      L.DomEvent.disableClickPropagation(bar);
      button(bar, "home", HG.text("home"), HG.home);
      if (document.fullscreenEnabled) full(bar);
      button(bar, "help", HG.text("help"), help);
      return bar;
    });
    // Letters for the back of the room need a longer bar.
    controls.push(new Scale({ position: "bottom" + end, imperial: false, maxWidth: v.present ? 260 : 110 }).addTo(S.map));
    add("bottom" + end, function () {
      var note = HG.make("div");
      note.className = "hg-north"; note.dir = v.dir;
      note.appendChild(icon("north"));
      HG.make("span", note, HG.text("north"));
      return note;
    });
  }

  HG.home = function () { S.touched = false; HG.fit(); };

  function full(bar) {
    var on = !!document.fullscreenElement;
    button(bar, on ? "leave" : "full", HG.text(on ? "leave_full_screen" : "full_screen"), function () {
      // Streamlit lets its frames go full screen, so nothing has to be asked of the page around.
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
    });
  }

  // In full screen the page's title and legends are out of sight: the frame shows a copy, made anew as they change.
  function panel() {
    var box = document.getElementById("hg-panel") || HG.make("div", document.body), page = window.parent.document;
    box.id = "hg-panel"; box.dir = S.view.dir; box.lang = S.view.lang;
    box.replaceChildren();
    page.querySelectorAll(".hg-title h1, .hg-title p, .hg-legend").forEach(function (one) { box.appendChild(document.importNode(one, true)); });
    HG.declutter();
  }
  function changed() {
    var on = !!document.fullscreenElement, page = window.parent.document;
    if (watch) watch.disconnect();
    watch = null;
    if (on) {
      watch = new MutationObserver(panel);
      watch.observe(page.querySelector("[data-testid=stMain]") || page.body, { childList: true, subtree: true, characterData: true });
      panel();
    } else {
      var box = document.getElementById("hg-panel");
      if (box) box.remove();
    }
    build(S.view);
    var one = document.querySelector(on ? ".hg-leave" : ".hg-full");
    if (one) one.focus();
    HG.home();
  }

  function help() {
    if (HG.closeHelp()) return;
    var box = HG.make("div", document.body), from = document.activeElement;
    box.id = "hg-help"; box.dir = S.view.dir; box.lang = S.view.lang; box.tabIndex = -1;
    box.setAttribute("role", "dialog"); box.setAttribute("aria-label", HG.text("help"));
    HG.make("b", box, HG.text("help"));
    HG.table(HG.text("keys"), box);
    var close = HG.make("button", box, HG.text("close"));
    close.type = "button"; close.onclick = HG.closeHelp;
    HG.closeHelp.back = from;
    box.focus();
  }
  HG.help = help;
  HG.closeHelp = function () {
    var box = document.getElementById("hg-help"), back = HG.closeHelp.back;
    if (!box) return false;
    box.remove();
    if (back && back.isConnected) back.focus(); else S.map.getContainer().focus();
    return true;
  };

  HG.started.push(function () { document.addEventListener("fullscreenchange", changed); });
  HG.painted.push(function (v) {
    var stamp = v.lang + (v.present ? "/present" : "");
    if (made === stamp) return;
    made = stamp;
    HG.closeHelp();
    build(v);
  });
})(window.hamgamParts);
