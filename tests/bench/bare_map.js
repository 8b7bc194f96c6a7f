// The least that a Leaflet map can do after a change: geometry once by URL, then colours and tooltips as data.
const maps = new WeakMap();
let leaflet;

function load(base) {
  leaflet ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = base + "leaflet.js";
    script.onload = () => done(window.L);
    script.onerror = failed;
    document.head.appendChild(script);
  });
  return leaflet;
}

function paint(one) {
  one.layer.eachLayer((area) => {
    const code = area.feature.id;
    area.setStyle({ fillColor: one.data.fill[code] });
    area.setTooltipContent(one.data.tip[code]);
  });
}

async function build(one, root, setTriggerValue) {
  const L = await load(one.data.leaflet);
  const css = Object.assign(document.createElement("link"), { rel: "stylesheet", href: one.data.leaflet + "leaflet.css" });
  const box = document.createElement("div");
  box.style.cssText = "height:calc(100vh - 250px);width:100%";
  root.append(css, box);
  const geometry = await (await fetch(one.data.geometry)).json();
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, zoomAnimation: false });
  one.layer = L.geoJSON(geometry, {
    filter: (feature) => feature.properties.level === 2,
    style: () => ({ weight: 1.2, color: "#ffffff", fillOpacity: 1 }),
    onEachFeature: (feature, area) => {
      area.bindTooltip("", { sticky: true });
      area.on("click", () => setTriggerValue("clicked", feature.id));
    },
  }).addTo(map);
  map.fitBounds(one.layer.getBounds());
  paint(one);
  new ResizeObserver(() => map.invalidateSize()).observe(box);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const known = maps.get(parentElement);
  if (known) {
    known.data = data;
    if (known.layer) paint(known);
    return;
  }
  const one = { data };
  maps.set(parentElement, one);
  build(one, parentElement, setTriggerValue);
}
