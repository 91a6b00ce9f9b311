// A clock is drawn from the instants of the server and the server's now: a phone whose clock is
// wrong shows the same time as everybody. The time is said aloud at 5 minutes, 1 minute, 10 s only.

const SAY = [300, 60, 10];

export class Clock {
  constructor(told) {
    this.told = told; // told(seconds) at each of SAY, at 0
    this.skew = 0;
    this.last = null;
    setInterval(() => this.draw(), 250);
  }

  // {now, ends, paused, closing}: milliseconds of the server; `paused` in seconds.
  set(times) {
    if (times.now) this.skew = times.now - Date.now();
    this.ends = times.ends;
    this.paused = times.paused;
    this.closing = times.closing;
    this.last = null;
    this.draw();
  }

  get now() {
    return Date.now() + this.skew;
  }

  left() {
    if (this.paused !== null && this.paused !== undefined) return this.paused;
    return this.ends ? Math.round((this.ends - this.now) / 1000) : null;
  }

  draw() {
    const left = this.left();
    for (const face of document.querySelectorAll("[data-clock]")) {
      if (left === null) continue;
      const words = said(left);
      if (face.textContent !== words) face.textContent = words;
      face.closest(".now__clock")?.classList.toggle("clock--over", left < 0);
    }
    const runs = this.paused === null || this.paused === undefined;
    if (left !== null && runs && this.last !== null) {
      for (const at of [...SAY, 0]) if (this.last > at && left <= at) this.told(at);
    }
    this.last = runs ? left : null;
    this.countdown();
  }

  countdown() {
    if (!this.closing) return;
    this.back?.(Math.max(0, Math.ceil((this.closing - this.now) / 1000)));
  }
}

export function said(left) {
  const rest = Math.abs(left);
  return `${left < 0 ? "−" : ""}${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
}
