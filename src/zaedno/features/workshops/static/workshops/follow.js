// The facilitator's screen and the big screen: few of them are open, so they simply fetch their
// parts again when something changed. Forms go by themselves without this script; with it the page
// stays where it is and the focus on the button.

import { Clock } from "./clock.js";
import { Voice } from "./voice.js";

const SETTLE = 200;
const LOOK = 20000; // who lost the line sends no message

const root = document.querySelector("[data-follow]");
const words = root.dataset;
const voice = document.getElementById("voice") ? new Voice(root) : null;
const clock = new Clock((seconds) => {
  if (!voice) return;
  if (seconds === 0) voice.say(words.over);
  else if (seconds === 10) voice.say(words.seconds);
  else voice.say(seconds === 60 ? words.minute : words.minutes.replace("{n}", seconds / 60));
});
const line = document.getElementById("line");

clock.back = (seconds) => {
  const place = document.getElementById("closing");
  if (!place) return;
  place.hidden = seconds <= 0;
  place.textContent = place.dataset.words.replace("{n}", seconds);
  if (seconds > 0) return;
  clock.closing = null;
  setTimeout(renew, 800);
};

function times(place) {
  const { now, ends, paused, closing } = place.dataset;
  clock.set({
    now: Number(now),
    ends: ends ? Number(ends) : null,
    paused: paused === "" ? null : Number(paused),
    closing: closing ? Number(closing) : null,
  });
}

let soon;
function again() {
  clearTimeout(soon);
  soon = setTimeout(renew, SETTLE);
}

let asked = 0;
async function renew() {
  asked += 1;
  const own = asked;
  let html;
  try {
    const answer = await fetch(words.partUrl, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.redirected) return location.reload();
    if (!answer.ok) return undefined;
    html = await answer.text();
  } catch {
    return undefined;
  }
  if (own !== asked) return undefined;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const place of fresh.querySelectorAll("[data-part]")) swap(place);
  const now = fresh.getElementById("times");
  if (now) times(now);
  return undefined;
}

// A part is drawn anew unless somebody types in it; the focus goes back to the same control.
function swap(place) {
  const own = document.querySelector(`[data-part="${place.dataset.part}"]`);
  if (!own || shape(own) === shape(place)) return;
  const active = document.activeElement;
  const inside = own.contains(active);
  if (inside && active.matches("input:not([type=hidden]), select, textarea")) return;
  const at = inside ? controls(own).indexOf(active) : -1;
  const top = own.scrollTop;
  own.innerHTML = place.innerHTML;
  own.className = place.className;
  own.scrollTop = top;
  if (at >= 0) (controls(own)[at] || controls(own)[0])?.focus();
}

// What a part looks like, without the keys of its forms, which are new each time.
function shape(place) {
  const bare = place.cloneNode(true);
  for (const hidden of bare.querySelectorAll("[name=key], [name=csrfmiddlewaretoken], [data-clock]")) {
    hidden.remove();
  }
  return bare.innerHTML.trim();
}

function controls(place) {
  return [...place.querySelectorAll("button, a, input:not([type=hidden]), select")];
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || !root.contains(form)) return;
  if (form.action.endsWith("/session/close/")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  data.set("key", crypto.randomUUID());
  let told;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    told = await answer.json();
  } catch {
    show(words.offline);
    return;
  }
  voice?.say(told.said);
  show(told.ok ? "" : told.said);
  renew();
});

function show(said) {
  line.hidden = !said;
  line.textContent = said;
}

function listen(address) {
  const stream = new EventSource(address);
  let down = false;
  stream.addEventListener("open", () => {
    if (down) show("");
    down = false;
    again();
  });
  stream.addEventListener("gap", again);
  stream.addEventListener("message", (event) => {
    const { kind } = JSON.parse(event.data);
    if (kind === "note") voice?.others("new");
    if (kind === "hand") voice?.others("hands");
    again();
  });
  stream.addEventListener("error", () => {
    if (!down) show(words.offline);
    down = true;
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(address), 3000);
  });
}

times(document.getElementById("times"));
listen(words.live);
listen(words.liveLead);
setInterval(renew, LOOK);
