// The participant's screen. Without this script everything works by form; with it notes are sent
// without leaving the page, wait when the line is down, and the screen follows the room.

import { Clock } from "./clock.js";
import { Queue } from "./queue.js";
import { Voice } from "./voice.js";

const HERE = 60000;
const PER_SEAT = 8; // ms: hundreds of screens fetch one after the other, not at once

const root = document.getElementById("session");
const words = root.dataset;
const voice = new Voice(root);
const clock = new Clock(sayTime);
const state = { version: 0, item: null, voting: 0, tag: "", fetched: true };
const line = document.getElementById("line");

function fill(sentence, values) {
  return sentence.replace(/{(\w+)}/g, (_all, name) => values[name]);
}

function sayTime(seconds) {
  if (seconds === 0) voice.say(words.over);
  else if (seconds === 10) voice.say(words.seconds);
  else voice.say(seconds === 60 ? words.minute : fill(words.minutes, { n: seconds / 60 }));
}

// ---- writing

function counted(field) {
  return [...field.value.normalize("NFC").trim().replace(/\s+/g, " ")].length;
}

function dress() {
  const field = document.getElementById("say-text");
  if (!field || field.dataset.dressed) return;
  field.dataset.dressed = "yes";
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.setAttribute("aria-hidden", "true");
  field.after(counter);
  const most = Number(field.dataset.count);
  const draft = `zaedno.draft.${words.slug}`;
  const count = () => {
    const length = counted(field);
    counter.textContent = `${length} / ${most}`;
    counter.classList.toggle("counter--over", length > most);
    store(draft, field.value);
  };
  if (!field.value) field.value = stored(draft);
  field.addEventListener("input", count);
  count();
}

function store(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // a draft that can't be kept is still in the field
  }
}

function stored(name) {
  try {
    return sessionStorage.getItem(name) || "";
  } catch {
    return "";
  }
}

const queue = new Queue(root, document.getElementById("say"), {
  told: (said) => voice.say(said),
  lost: () => show(words.lost, words.join),
  sent(one, answer) {
    voice.say(words.noteSent);
    own(answer, one);
  },
});

// One's own note stands on the board at once, with the way to what becomes of it.
function own(answer, one) {
  let note = document.getElementById(answer.id);
  if (!note) {
    note = document.createElement("article");
    note.className = "note note--own";
    note.id = answer.id;
    const text = document.createElement("p");
    text.className = "note__text";
    text.dir = "auto";
    text.textContent = one.text.trim();
    note.append(text);
    put(`board-${one.board}`, note);
  }
  mark(note, answer);
}

function mark(note, answer) {
  note.classList.add("note--own");
  if (note.querySelector("[data-receipt]")) return;
  const way = document.createElement("a");
  way.href = answer.link;
  way.dataset.receipt = answer.receipt;
  way.className = "note__open";
  way.textContent = answer.receipt;
  way.setAttribute("aria-label", `${answer.receipt}: ${note.textContent.trim()}`);
  const meta = note.querySelector(".note__meta") || note;
  meta.append(way);
  mine.set(answer.id, answer);
}
const mine = new Map();

// What came or went while the page's parts were on their way is newer than they are.
const came = new Map();
const went = new Map();
let changes = 0;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "say") return;
  event.preventDefault();
  const field = form.elements.text;
  const text = field.value;
  if (!counted(field)) return field.focus();
  field.value = "";
  field.dispatchEvent(new Event("input"));
  field.focus();
  queue.put(form.action, form.elements.board.value, text);
});

// ---- dots

document.addEventListener("click", async (event) => {
  const press = event.target.closest("[data-dot]");
  if (!press) return;
  event.preventDefault();
  if (press.disabled) return;
  const form = press.form;
  const data = new FormData(form);
  data.set("key", crypto.randomUUID());
  try {
    const answer = await fetch(press.getAttribute("formaction"), {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    voice.say(told.said);
    if (told.ok) dot(press, told.said);
    else show(told.said);
  } catch {
    show(words.offline);
  }
});

function dot(press, said) {
  const note = press.closest(".dots");
  const number = note.querySelector(".dots__mine [aria-hidden]");
  const here = Number(number.textContent) + Number(press.dataset.dot);
  number.textContent = here;
  note.querySelector(".dots__mine .visually-hidden").textContent = here;
  note.querySelector('[data-dot="-1"]').disabled = here < 1;
  const left = document.getElementById("dots-left");
  if (left) left.textContent = said;
  const none = /^0\b/.test(said);
  for (const add of document.querySelectorAll('[data-dot="1"]')) add.disabled = none;
  if (press.disabled) note.querySelector("[data-dot]:not(:disabled)")?.focus();
}

// ---- what others do

function put(column, note) {
  const box = document.querySelector(`#${CSS.escape(column)} .column__notes`);
  if (!box) return again();
  const there = document.getElementById(note.id);
  if (there) there.replaceWith(note);
  else box.append(note);
  changes += 1;
  came.set(note.id, changes);
  recount(box.closest(".column"));
  return undefined;
}

function recount(column) {
  const count = column.querySelector(".column__count");
  count.textContent = column.querySelectorAll(".note").length;
}

function parsed(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content.firstElementChild;
}

function onNote(part) {
  if (part.gone) {
    const note = document.getElementById(part.gone);
    const column = note?.closest(".column");
    note?.remove();
    if (column) recount(column);
    changes += 1;
    went.set(part.gone, changes);
    return;
  }
  if (part.room && part.room !== myRoom()) return;
  const note = parsed(part.html);
  const known = mine.get(note.id);
  const there = document.getElementById(note.id);
  if (there && there.contains(document.activeElement)) return;
  if (there && !known && there.classList.contains("note--own")) return; // drawn for its author
  put(part.column, note);
  if (known) mark(note, known);
  else if (!there && !queue.sends(part.text)) voice.others("new");
}

function myRoom() {
  return document.getElementById("my-room")?.textContent.match(/\d+/)?.[0] || "";
}

function onGroup(part) {
  let changed = 0;
  for (const [id, title] of Object.entries(part.group)) {
    const place = document.querySelector(`#${CSS.escape(id)} .note__group`);
    if (!place || place.textContent === title) continue;
    place.textContent = title;
    changed += 1;
  }
  if (changed) voice.others("grouped", changed);
}

function onHead(part) {
  region("now", part.html);
  clock.set(part);
  if (state.item !== null && part.item && part.item !== state.item) {
    voice.say(fill(words.now, { item: part.item }));
  }
  if (part.voting && part.voting !== state.voting) {
    voice.say(fill(words.voteOpen, { n: part.dots }));
  } else if (!part.voting && state.voting) voice.say(words.voteClosed);
  Object.assign(state, { item: part.item, voting: part.voting, version: part.version });
  again(part.crowd);
}

function region(name, html) {
  const place = document.querySelector(`[data-part="${name}"]`);
  if (!place || busy(place)) return;
  const open = place.querySelector("details")?.open;
  place.innerHTML = html;
  if (open) place.querySelector("details").open = true;
}

function busy(place) {
  if (place.contains(document.activeElement) && document.activeElement !== document.body) return true;
  return [...place.querySelectorAll("textarea, input:not([type=hidden])")].some((field) =>
    ["checkbox", "radio"].includes(field.type)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue,
  );
}

// The parts that are this seat's own: its dots, its room, whether it may write now.
let soon;
function again(crowd = 1) {
  clearTimeout(soon);
  soon = setTimeout(renew, 50 + Math.random() * crowd * PER_SEAT);
}

async function renew() {
  const since = changes;
  let html;
  try {
    const answer = await fetch(words.part, {
      headers: { Accept: "text/html", ...(state.tag && { "If-None-Match": state.tag }) },
      cache: "no-store",
    });
    if (answer.status === 304) return;
    if (answer.redirected) return show(words.lost, words.join);
    if (!answer.ok) return;
    state.tag = answer.headers.get("ETag") || "";
    html = await answer.text();
  } catch {
    return; // the line is down; it is asked again when it is back
  }
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const place of fresh.querySelectorAll("[data-part]")) {
    const own = document.querySelector(`[data-part="${place.dataset.part}"]`);
    if (!own) {
      document.getElementById("dots").before(document.importNode(place, true));
      continue;
    }
    if (place.dataset.part === "write") write(own, place);
    else if (!busy(own)) own.innerHTML = place.innerHTML;
  }
  for (const own of document.querySelectorAll('#screen [data-part^="panel-"]')) {
    if (!fresh.querySelector(`[data-part="${own.dataset.part}"]`) && !busy(own)) own.remove();
  }
  lanes(fresh.getElementById("lanes"), since);
  dress();
}

// Half-typed words stay, whatever becomes of the board they were meant for.
function write(own, place) {
  const field = own.querySelector("textarea");
  const typed = field?.value || "";
  const focused = document.activeElement === field && field;
  const [from, to] = focused ? [field.selectionStart, field.selectionEnd] : [0, 0];
  if (own.querySelector("form") && same(own, place)) return;
  own.innerHTML = place.innerHTML;
  dress();
  const now = own.querySelector("textarea");
  if (!now) return;
  if (typed) now.value = typed;
  if (focused) {
    now.focus();
    now.setSelectionRange(from, to);
  }
  now.dispatchEvent(new Event("input"));
}

function same(one, other) {
  const boards = (place) =>
    [...place.querySelectorAll("[name=board]")].map((field) => field.value).join();
  return boards(one) === boards(other) && !!other.querySelector("form");
}

function lanes(fresh, since) {
  const own = document.getElementById("lanes");
  const later = [...own.querySelectorAll(".note")]
    .filter((note) => came.get(note.id) > since && !fresh.querySelector(`#${CSS.escape(note.id)}`))
    .map((note) => [note.closest(".column").id, note]);
  const focus = document.activeElement?.closest?.(".note")?.id;
  const control = document.activeElement?.dataset?.dot;
  own.replaceChildren(...[...fresh.children].map((column) => document.importNode(column, true)));
  for (const [column, note] of later) put(column, note);
  for (const [id, when] of went) if (when > since) document.getElementById(id)?.remove();
  for (const column of own.querySelectorAll(".column")) recount(column);
  for (const [id, answer] of mine) {
    const note = document.getElementById(id);
    if (note) mark(note, answer);
  }
  if (focus) {
    document.querySelector(`#${CSS.escape(focus)} [data-dot="${control}"]`)?.focus();
  }
}

clock.back = (seconds) => {
  const place = document.getElementById("closing");
  if (!place) return;
  place.hidden = seconds <= 0;
  place.textContent = fill(words.back, { n: seconds });
  if (seconds > 0) return;
  clock.closing = null;
  voice.say(words.backNow);
  setTimeout(renew, 500 + Math.random() * 1500);
};

// ---- the line

function show(said, address = "") {
  line.hidden = !said;
  line.textContent = said;
  if (!address) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = ` ${document.title}`;
  line.append(link);
}

const HANDLERS = { note: onNote, cluster: onGroup };

function listen() {
  if (!("EventSource" in window)) return setInterval(renew, 5000);
  const stream = new EventSource(words.live);
  let opened = false;
  let down = false;
  stream.addEventListener("open", () => {
    if (down) {
      show("");
      voice.say(words.online);
      queue.go();
    }
    if (opened) again();
    opened = true;
    down = false;
  });
  stream.addEventListener("gap", () => again());
  stream.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (!message.part) return undefined;
    return (HANDLERS[message.kind] || onHead)(message.part);
  });
  stream.addEventListener("error", () => {
    if (!down) cut();
    down = true;
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(() => {
        stream.close();
        listen();
      }, 3000);
    }
  });
  return undefined;
}

function cut() {
  show(words.offline);
  voice.say(words.offline);
}

addEventListener("offline", () => show(words.offline));
addEventListener("online", () => {
  show("");
  queue.go();
  renew();
});

async function here() {
  const data = new FormData(document.getElementById("dots"));
  try {
    const answer = await fetch(words.here, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    if (answer.status === 403) return show(told.said, words.join);
    if (told.ok && told.version !== state.version) again(4);
    if (told.ok) clock.set(told);
  } catch {
    // the stream says that the line is down
  }
  return undefined;
}

const first = document.getElementById("lanes").dataset;
state.item = document.querySelector(".now__item h1")?.textContent || "";
state.voting = Number(first.voting) || 0;
state.version = Number(first.version);
clock.set({
  now: Number(first.now),
  ends: first.ends ? Number(first.ends) : null,
  paused: first.paused === "" ? null : Number(first.paused),
  closing: first.closing ? Number(first.closing) : null,
});
dress();
listen();
setInterval(here, HERE);
