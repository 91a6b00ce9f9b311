// Notes on their way. Each lies in the browser's store under its own key until the server has said
// what became of it: sent in order, one by one; sent twice under one key it is still one note.

const BACKOFF = [1000, 2000, 4000, 8000, 15000];

export class Queue {
  constructor(root, form, { told, sent, lost }) {
    Object.assign(this, { root, told, sent, lost });
    this.name = `zaedno.notes.${root.dataset.slug}`;
    this.box = document.getElementById("queue");
    this.failures = 0;
    this.address = form?.action || "";
    this.token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    this.waiting = this.load();
    this.draw();
    addEventListener("online", () => this.go());
    document.addEventListener("visibilitychange", () => document.hidden || this.go());
    this.go();
  }

  load() {
    try {
      return JSON.parse(localStorage.getItem(this.name) || "[]");
    } catch {
      return this.waiting || []; // no store, or a broken one: the page itself remembers
    }
  }

  keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify(this.waiting));
    } catch {
      // as above
    }
    this.draw();
  }

  put(address, board, text) {
    this.waiting = this.load();
    this.waiting.push({ key: crypto.randomUUID(), address, board, text });
    this.keep();
    return this.go();
  }

  // The board may show one's own note before the answer to it is here.
  sends(text) {
    const line = (words) => words.normalize("NFC").trim().replace(/\s+/g, " ");
    return this.waiting.some((one) => line(one.text) === line(text));
  }

  // One tab sends at a time; without locks a second sending is harmless, the key is the same.
  go() {
    const run = () => this.run();
    if (navigator.locks) return navigator.locks.request(this.name, { ifAvailable: true }, (l) => l && run());
    return run();
  }

  async run() {
    if (this.running) return;
    this.running = true;
    clearTimeout(this.timer);
    try {
      this.waiting = this.load();
      let next;
      while ((next = this.waiting.find((one) => !one.refused))) {
        if (!(await this.send(next))) break;
      }
    } finally {
      this.running = false;
    }
  }

  async send(one) {
    const data = new FormData();
    for (const [name, value] of Object.entries({
      csrfmiddlewaretoken: this.token,
      key: one.key,
      board: one.board,
      text: one.text,
    })) {
      data.set(name, value);
    }
    let answer;
    let told = {};
    try {
      answer = await fetch(one.address, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(20000),
      });
      told = (await answer.json().catch(() => ({}))) || {};
    } catch {
      return this.later(one);
    }
    if (answer.status >= 500 || answer.status === 429) return this.later(one);
    this.failures = 0;
    if (answer.status === 403) {
      one.state = "waits";
      this.keep();
      this.lost();
      return false;
    }
    this.waiting = this.load().filter((other) => other.key !== one.key);
    if (told.ok) {
      this.keep();
      this.sent(one, told);
      return true;
    }
    one.refused = told.said || String(answer.status);
    this.waiting.push(one);
    this.keep();
    this.told(`${this.root.dataset.refused} ${one.refused}`);
    return true;
  }

  later(one) {
    const held = this.waiting.find((other) => other.key === one.key);
    if (held) held.state = "waits";
    this.keep();
    const wait = BACKOFF[Math.min(this.failures, BACKOFF.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.go(), wait);
    return false;
  }

  draw() {
    const list = this.box.querySelector("ol");
    // Those behind one that waits wait too: they go out in order.
    const held = this.waiting.some((one) => one.state === "waits");
    const shown = this.waiting.filter((one) => one.refused || held);
    this.box.hidden = !shown.length;
    list.replaceChildren(...shown.map((one) => this.item(one)));
  }

  item(one) {
    const item = document.createElement("li");
    item.className = "queue__note";
    const text = document.createElement("p");
    text.textContent = one.text.length > 300 ? `${one.text.slice(0, 300)}…` : one.text;
    text.dir = "auto";
    const state = document.createElement("p");
    state.className = one.refused ? "field__error" : "meta";
    const words = this.root.dataset;
    state.textContent = one.refused ? `${words.refused} ${one.refused}` : words.waits;
    item.append(text, state);
    if (one.refused) {
      const again = button(words.again, () => {
        const field = document.getElementById("say-text");
        if (!field) return;
        this.drop(one);
        field.value = one.text;
        field.dispatchEvent(new Event("input"));
        field.focus();
      });
      again.setAttribute("aria-label", `${words.again}: ${text.textContent}`);
      const drop = button(words.drop, () => this.drop(one));
      drop.setAttribute("aria-label", `${words.drop}: ${text.textContent}`);
      item.append(again, drop);
    }
    return item;
  }

  drop(one) {
    this.waiting = this.load().filter((other) => other.key !== one.key);
    this.keep();
  }
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--link";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}
