// Maps. A field of a form gets one above its lines and writes into them; a list gets one beside it
// that shows the rows it can see. Without this script the lines and the list are all there is.

import "./leaflet/leaflet.js";

const L = globalThis.L;
const told = JSON.parse(document.querySelector('meta[name="zaedno-map"]').content);
const words = told.words;

function open(box) {
  const map = L.map(box, { zoomControl: false, attributionControl: Boolean(told.tiles) });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView([told.lat, told.lon], told.zoom);
  if (told.tiles) {
    // A name is text: whatever stands in the setting must not become markup.
    const credit = document.createElement("span");
    credit.textContent = told.credit;
    map.attributionControl.setPrefix(false);
    L.tileLayer(told.tiles, { attribution: credit.innerHTML, maxZoom: 19 }).addTo(map);
  }
  if (told.outlines) showOutlines(map);
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", words.map);
  return map;
}

async function showOutlines(map) {
  const answer = await fetch(told.outlines);
  if (!answer.ok) return;
  L.geoJSON(await answer.json(), { interactive: false, style: () => ({ className: "place-outline" }) }).addTo(map);
}

function drawn(place) {
  if (place.type === "Point") {
    const [lon, lat] = place.coordinates;
    return L.circleMarker([lat, lon], { radius: 9, className: "place-spot" });
  }
  if (place.type === "LineString") {
    const along = place.coordinates.map(([lon, lat]) => [lat, lon]);
    return L.polyline(along, { className: "place-spot place-spot--line" });
  }
  const corners = place.coordinates[0].map(([lon, lat]) => [lat, lon]);
  return L.polygon(corners, { className: "place-spot place-spot--area" });
}

function look(map, group) {
  const bounds = group.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.15), { maxZoom: 16, animate: false });
}

// A list: each row with a place is drawn; choosing it leads to the row's own page.
function beside(box) {
  const rows = [...document.querySelectorAll("[data-place]:not(textarea)")].filter((row) => row.dataset.place);
  if (rows.length === 0) return;
  box.hidden = false;
  const map = open(box);
  const group = L.featureGroup().addTo(map);
  for (const row of rows) {
    const link = row.querySelector("a");
    const spot = drawn(JSON.parse(row.dataset.place)).addTo(group);
    if (!link) continue;
    const copy = document.createElement("a");
    copy.href = link.href;
    copy.textContent = link.textContent;
    spot.bindPopup(copy);
  }
  look(map, group);
}

// A field: the lines are what counts, the map reads and writes them.
class Picker {
  constructor(field) {
    this.field = field;
    this.shape = field.dataset.place; // "point", "line", "area", or "" for a point or an area
    this.area = this.shape ? this.shape !== "point" : this.corners().length > 1;
    this.build();
    this.map = open(this.box);
    this.group = L.featureGroup().addTo(this.map);
    this.map.on("click", (event) => this.add(event.latlng));
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this.box) return;
      event.preventDefault();
      this.add(this.map.getCenter());
    });
    field.addEventListener("change", () => this.draw(true));
    this.draw(true);
  }

  build() {
    const picker = document.createElement("div");
    picker.className = "place-picker";
    const help = document.createElement("p");
    help.className = "meta";
    help.id = `${this.field.id}-map-help`;
    help.textContent = words.help;
    this.box = document.createElement("div");
    this.box.className = "place-board";
    this.box.tabIndex = 0;
    this.box.setAttribute("aria-describedby", help.id);
    const cross = document.createElement("span");
    cross.className = "place-picker__cross";
    this.box.append(cross);
    const buttons = document.createElement("div");
    buttons.className = "cluster";
    if (!this.shape) {
      this.one = this.button(words.point, () => this.choose(false));
      this.many = this.button(words.area, () => this.choose(true));
      buttons.append(this.one, this.many);
    }
    buttons.append(
      this.button(words.undo, () => this.write(this.corners().slice(0, -1))),
      this.button(words.clear, () => this.write([])),
    );
    this.said = document.createElement("p");
    this.said.className = "meta";
    this.said.setAttribute("role", "status");
    picker.append(help, buttons, this.box, this.said);
    this.field.before(picker);
    this.choose(this.area, false);
  }

  button(label, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--quiet";
    made.textContent = label;
    made.addEventListener("click", press);
    return made;
  }

  choose(area, write = true) {
    this.area = area;
    this.one?.setAttribute("aria-pressed", String(!area));
    this.many?.setAttribute("aria-pressed", String(area));
    if (write && !area) this.write(this.corners().slice(0, 1));
  }

  corners() {
    return this.field.value
      .split(/[\n;]+/)
      .map((line) => line.split(",").map(Number))
      .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  }

  add(at) {
    const spot = at.wrap();
    const pair = [Number(spot.lat.toFixed(6)), Number(spot.lng.toFixed(6))];
    this.write(this.area ? [...this.corners(), pair] : [pair]);
  }

  write(corners) {
    this.field.value = corners.map((pair) => pair.join(", ")).join("\n");
    this.draw();
  }

  draw(move = false) {
    const corners = this.corners();
    this.group.clearLayers();
    for (const corner of corners) {
      L.circleMarker(corner, { radius: 7, className: "place-spot", interactive: false }).addTo(this.group);
    }
    if (corners.length > 1) {
      const style = { className: "place-spot place-spot--area", interactive: false };
      (corners.length > 2 && this.shape !== "line" ? L.polygon(corners, style) : L.polyline(corners, style)).addTo(this.group);
    }
    const several = (this.shape === "line" ? words.points : words.corners).replace("{n}", corners.length);
    this.said.textContent = corners.length > 1 ? several : corners.length ? words.one : words.none;
    if (move && corners.length) look(this.map, this.group);
  }
}

for (const field of document.querySelectorAll("textarea[data-place]")) new Picker(field);
for (const box of document.querySelectorAll("[data-place-board]")) beside(box);
