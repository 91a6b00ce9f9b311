// Keys for who reads many: J and K go through the list, A lets through, H opens the form of hiding.
// Buttons and links do the same; keys are silent while somebody types or holds another key.

const list = document.querySelector("[data-queue]");
const told = document.querySelector("[data-queue-keys]");

function items() {
  return [...list.querySelectorAll("[data-waiting]")];
}

function at() {
  return items().findIndex((item) => item.contains(document.activeElement));
}

function go(by) {
  const all = items();
  const here = at();
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const here = items()[at()];
  if (!here) return go(0);
  const found = here.querySelector(selector);
  if (found instanceof HTMLFormElement) found.requestSubmit();
  else found.click();
}

// By the place of the key, so that it works with a Bulgarian keyboard too.
const KEYS = {
  KeyJ: () => go(1),
  KeyK: () => go(-1),
  KeyA: () => press("[data-approve]"),
  KeyH: () => press("[data-hide]"),
};

if (list) {
  told.hidden = false;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const deed = KEYS[event.code];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  if (document.referrer && new URL(document.referrer).pathname === location.pathname) go(0);
}
