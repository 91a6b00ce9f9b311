// What is said aloud. One's own deeds and the time are said at once; what others do is summed up
// every 10 s at most and can be muted. Every announcement stays in a log that can be read later.

const EVERY = 10000;

export class Voice {
  constructor(root) {
    this.root = root;
    this.line = document.getElementById("voice");
    this.log = document.querySelector("#log ol");
    this.mute = document.getElementById("mute");
    this.counts = new Map();
    this.said = 0;
    try {
      this.mute.checked = localStorage.getItem("zaedno.mute") === "yes";
    } catch {
      // private windows may refuse the store; the switch then lasts as long as the page
    }
    this.mute.addEventListener("change", () => {
      try {
        localStorage.setItem("zaedno.mute", this.mute.checked ? "yes" : "no");
      } catch {
        // as above
      }
    });
  }

  say(words) {
    if (!words) return;
    const entry = document.createElement("li");
    const when = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
    entry.textContent = `${when} ${words}`;
    entry.dataset.words = words;
    this.log.prepend(entry);
    while (this.log.children.length > 200) this.log.lastChild.remove();
    const spoken = document.createElement("p");
    spoken.textContent = words;
    this.line.append(spoken);
    while (this.line.children.length > 5) this.line.firstChild.remove();
  }

  // `kind` names a pair of sentences: data-<kind>-one and data-<kind>-other.
  others(kind, how = 1) {
    this.counts.set(kind, (this.counts.get(kind) || 0) + how);
    if (this.timer) return;
    const wait = Math.max(0, this.said + EVERY - Date.now());
    this.timer = setTimeout(() => this.sum(), Math.max(wait, 1500));
  }

  sum() {
    this.timer = undefined;
    this.said = Date.now();
    const words = [...this.counts].map(([kind, n]) => this.counted(kind, n));
    this.counts.clear();
    if (this.mute.checked || !words.length) return;
    this.say(`${words.join(", ")}.`);
  }

  counted(kind, n) {
    const rule = new Intl.PluralRules(document.documentElement.lang || "bg").select(n);
    const words = this.root.dataset[`${kind}${rule === "one" ? "One" : "Other"}`];
    return words.replace("{n}", n);
  }
}
