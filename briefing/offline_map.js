// The shell of the offline map: a list of views, and the map's own script (geo/*.js) in a frame of this page, where it
// finds what streamlit-folium's frame has. All texts and figures stand in this file; nothing is asked of anybody.
(function () {
  "use strict";
  var views = JSON.parse(text("views")), place = document.getElementById("frame"), told = document.getElementById("area");
  var frame = null, shown = null;

  function text(id) { return document.getElementById(id).textContent; }
  function inside(doc, name, content) {
    var one = doc.createElement(name);
    one.textContent = content;
    doc.head.appendChild(one);
  }

  // What an area is, below the map: whoever reads on a phone or by keyboard has it for longer than a tooltip.
  function area(code) {
    var parts = frame.hamgamParts, name = document.createElement("h2");
    told.replaceChildren();
    if (!code || !shown.areas[code]) return;
    name.textContent = parts.name(code);
    told.appendChild(name);
    parts.table(parts.lines(code), told);
  }

  function start() {
    frame = place.contentWindow;
    frame.document.documentElement.lang = document.documentElement.lang;
    frame.document.documentElement.dir = "ltr";  // as in the dashboard: each note says its own direction
    inside(frame.document, "style", text("font"));
    inside(frame.document, "style", text("map-style"));
    frame.__GLOBAL_DATA__ = {};
    frame.Streamlit = { setComponentValue: function (value) {
      var chosen = value && value.last_active_drawing;
      if (chosen && typeof chosen.id === "string") area(chosen.id);
    } };
    var box = frame.document.createElement("div");
    box.id = "map_div";
    frame.document.body.appendChild(box);
    inside(frame.document, "script", text("map-script"));
    frame.hamgam.start("map_div", JSON.parse(text("boundaries")));
    show(Math.max(0, views.findIndex(function (one) { return "#" + one.id === location.hash; })));
  }

  function put(id, number) {
    document.getElementById(id).replaceChildren(document.getElementById(id + "-" + number).content.cloneNode(true));
  }

  function show(number) {
    var one = views[number];
    shown = one.map;
    put("page", number);
    put("under", number);
    document.querySelectorAll("nav button").forEach(function (button, i) {
      if (i === number) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
    });
    document.title = document.querySelector("h1").textContent;
    told.replaceChildren();
    frame.hamgam.paint(shown);
    if (location.hash !== "#" + one.id) history.replaceState(null, "", "#" + one.id);
    document.documentElement.dataset.view = one.id;
  }

  if (!place) return;  // a meeting without views
  document.querySelectorAll("nav button").forEach(function (button, i) { button.onclick = function () { show(i); }; });
  place.onload = start;
  place.srcdoc = '<!doctype html><meta charset="utf-8"><title>&#8203;</title>';
})();
