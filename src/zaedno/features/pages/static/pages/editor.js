/* The editor's date and time fields, begun without scripts inside the page.

A field leaves a <template data-chooser> beside it; this begins the chooser it names, also for
fields that are added to the page later. */

const BEGUN = new WeakSet();

function begin(root) {
  const found = root.querySelectorAll("template[data-chooser]");
  for (const mark of found) {
    const start = window[mark.dataset.chooser];
    if (BEGUN.has(mark) || typeof start !== "function") continue;
    BEGUN.add(mark);
    start(mark.dataset.for, JSON.parse(mark.dataset.config));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  begin(document);
  new MutationObserver(() => begin(document)).observe(document.body, {
    childList: true,
    subtree: true,
  });
});
