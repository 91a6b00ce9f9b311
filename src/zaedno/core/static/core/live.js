// <z-live>: a part of a page that learns of changes made elsewhere and offers to show them.
//
//   <z-live id="board" src="/live/<token>" data-show="Покажи" data-changed="Дъската се промени"
//           data-one="{n} нова бележка" data-other="{n} нови бележки">
//     <ol data-live-list="strengths">
//       <li data-live-id="note-12" data-live-version="3">…</li>
//     </ol>
//     <p data-live-part="left">…</p>
//   </z-live>
//
// Columns that may come and go are `data-live-column` inside one `data-live-columns`. `refresh()`
// shows at once, without an offer, what the person did on this page. With `data-at-once` changes are
// shown without an offer, unless somebody is in there.
//
// On a message (or after a gap) the page named by `data-src` (else this very page) is fetched and
// the element with the same id in it is compared with ours: items by `data-live-id`, changed ones by
// `data-live-version`, other regions by their HTML. Nothing on the page moves until the person
// presses the button; what they are writing and where they are stays as it is even then. One polite
// announcement is made when the offer appears. When the stream fails, the page is asked every 3 s.

const POLL = 3000;
const SETTLE = 150;

class ZLive extends HTMLElement {
  connectedCallback() {
    if (this.offer) return;
    this.offer = document.createElement("div");
    this.offer.className = "live-offer";
    this.offer.hidden = true;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button";
    this.button.addEventListener("click", () => this.show());
    this.offer.append(this.button);
    this.voice = document.createElement("p");
    this.voice.className = "visually-hidden";
    this.voice.setAttribute("role", "status");
    this.append(this.offer, this.voice);
    this.back = () => document.hidden || this.look();
    document.addEventListener("visibilitychange", this.back);
    this.listen();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.back);
    this.stream?.close();
    clearInterval(this.poll);
  }

  listen() {
    const address = this.getAttribute("src");
    if (!address || !("EventSource" in window)) return this.ask();
    let failures = 0;
    let opened = false;
    this.stream = new EventSource(address);
    this.stream.addEventListener("open", () => {
      failures = 0;
      clearInterval(this.poll);
      this.poll = undefined;
      if (opened) this.look(); // what was said while the line was down is not repeated
      opened = true;
    });
    for (const kind of ["message", "change", "gap"]) {
      this.stream.addEventListener(kind, () => this.look());
    }
    this.stream.addEventListener("error", () => {
      failures += 1;
      if (this.stream.readyState === EventSource.CLOSED || failures > 2) this.ask();
    });
  }

  ask() {
    this.poll ??= setInterval(() => document.hidden || this.look(), POLL);
  }

  look() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.compare(), SETTLE);
  }

  async compare() {
    const asked = (this.asked = (this.asked || 0) + 1);
    let html;
    try {
      const answer = await fetch(this.dataset.src || location.href, {
        headers: { Accept: "text/html" },
        cache: "no-store",
      });
      if (!answer.ok) return;
      html = await answer.text();
    } catch {
      return; // the line is down: the next message or poll tries again
    }
    if (asked !== this.asked) return; // a newer question is on its way
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById(this.id) || page.body;
    const found = this.difference(fresh);
    if (!found.any) return this.withdraw();
    this.fresh = fresh;
    if (this.hasAttribute("data-at-once") && !busy(this)) return this.showAtOnce();
    this.say(found.added);
  }

  difference(fresh) {
    const ours = byId(this);
    const theirs = byId(fresh);
    const added = [...theirs.keys()].filter((id) => !ours.has(id)).length;
    const gone = [...ours.keys()].some((id) => !theirs.has(id));
    const changed = [...theirs].some(([id, item]) => {
      const own = ours.get(id);
      return own && (version(own) !== version(item) || listOf(own) !== listOf(item));
    });
    const parts = [...fresh.querySelectorAll("[data-live-part]")].some((part) => {
      const own = this.part(part.dataset.livePart);
      return own && own.textContent.trim() !== part.textContent.trim();
    });
    const columns = keys(this) !== keys(fresh);
    return { added, any: added > 0 || gone || changed || parts || columns };
  }

  // Where somebody only waits there is nothing to interrupt: it is shown, and said once.
  showAtOnce() {
    this.merge(this.fresh);
    this.withdraw();
    this.voice.textContent = this.dataset.changed || "";
  }

  part(name) {
    return this.querySelector(`[data-live-part="${CSS.escape(name)}"]`);
  }

  say(added) {
    const rule = new Intl.PluralRules(document.documentElement.lang || "bg").select(added);
    const counted = (rule === "one" && this.dataset.one) || this.dataset.other || "{n}";
    const words = added ? counted.replace("{n}", added) : this.dataset.changed || "";
    this.button.textContent = `${words} – ${this.dataset.show || ""}`;
    if (this.offer.hidden) {
      this.offer.hidden = false;
      this.voice.textContent = words;
    }
  }

  withdraw() {
    this.offer.hidden = true;
    this.voice.textContent = "";
    this.fresh = undefined;
  }

  async refresh() {
    clearTimeout(this.soon);
    await this.compare();
    if (this.fresh) this.merge(this.fresh);
    this.withdraw();
  }

  show() {
    if (!this.fresh) return;
    const fresh = this.fresh;
    const anchor = this.anchor();
    const before = anchor?.getBoundingClientRect().top;
    const first = this.merge(fresh);
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
    this.withdraw();
    this.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
    const next = first || this.querySelector("[data-live-id]") || this;
    if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
    next.focus();
  }

  anchor() {
    return [...this.querySelectorAll("[data-live-id]")].find(
      (item) => item.getBoundingClientRect().top >= 0,
    );
  }

  merge(fresh) {
    const ours = byId(this);
    const theirs = byId(fresh);
    let first;
    this.addColumns(fresh);
    for (const [id, item] of ours) if (!theirs.has(id) && !busy(item)) item.remove();
    for (const list of fresh.querySelectorAll("[data-live-list]")) {
      const own = this.querySelector(`[data-live-list="${CSS.escape(list.dataset.liveList)}"]`);
      if (!own) continue;
      let place = own.querySelector(":scope > [data-live-id]");
      for (const item of list.querySelectorAll(":scope > [data-live-id]")) {
        const mine = ours.get(item.dataset.liveId);
        const inPlace = mine && mine === place;
        const put = mine ? this.renewed(mine, item) : newcomer(item);
        if (!mine) first ??= put;
        if (inPlace) place = nextItem(put);
        else if (!busy(put)) own.insertBefore(put, place);
      }
    }
    for (const part of fresh.querySelectorAll("[data-live-part]")) {
      const own = this.part(part.dataset.livePart);
      if (own && !busy(own)) own.replaceChildren(...copy(part).childNodes);
    }
    this.orderColumns(fresh);
    return first;
  }

  addColumns(fresh) {
    const own = this.querySelector("[data-live-columns]");
    for (const column of own ? fresh.querySelectorAll("[data-live-column]") : []) {
      if (this.column(column)) continue;
      const put = copy(column);
      for (const item of put.querySelectorAll("[data-live-id]")) item.remove();
      own.append(put);
    }
  }

  // Last, when every item has found its place: empty columns that are gone go, the rest in order.
  orderColumns(fresh) {
    const own = this.querySelector("[data-live-columns]");
    if (!own) return;
    const theirs = [...fresh.querySelectorAll("[data-live-column]")];
    const names = new Set(theirs.map((column) => column.dataset.liveColumn));
    for (const column of [...own.querySelectorAll("[data-live-column]")]) {
      if (!names.has(column.dataset.liveColumn) && !busy(column)) column.remove();
    }
    const now = [...own.querySelectorAll("[data-live-column]")];
    if (now.some(busy)) return;
    const wanted = theirs.map((column) => this.column(column));
    if (wanted.some((column, at) => column !== now[at])) own.append(...wanted);
  }

  column(other) {
    return this.querySelector(`[data-live-column="${CSS.escape(other.dataset.liveColumn)}"]`);
  }

  renewed(mine, item) {
    if (version(mine) === version(item) || busy(mine)) return mine;
    const renewed = copy(item);
    const open = [...mine.querySelectorAll("details")].map((one) => one.open);
    renewed.querySelectorAll("details").forEach((one, at) => (one.open = open[at] || false));
    mine.replaceWith(renewed);
    return renewed;
  }
}

function byId(root) {
  return new Map(
    [...root.querySelectorAll("[data-live-id]")].map((item) => [item.dataset.liveId, item]),
  );
}

function keys(root) {
  const columns = [...root.querySelectorAll("[data-live-column]")];
  return columns.map((column) => column.dataset.liveColumn).join(" ");
}

function version(item) {
  return item.dataset.liveVersion ?? item.textContent.trim();
}

function listOf(item) {
  return item.closest("[data-live-list]")?.dataset.liveList;
}

function copy(item) {
  return document.importNode(item, true);
}

function newcomer(item) {
  const put = copy(item);
  put.classList.add("is-new");
  return put;
}

function nextItem(item) {
  let next = item.nextElementSibling;
  while (next && !next.dataset.liveId) next = next.nextElementSibling;
  return next;
}

// Somebody is in it, or has begun to write in it.
function busy(item) {
  if (item.contains(document.activeElement)) return true;
  return [...item.querySelectorAll("textarea, input:not([type=hidden])")].some((field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue,
  );
}

customElements.define("z-live", ZLive);
