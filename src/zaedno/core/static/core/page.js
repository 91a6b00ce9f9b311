// Small comforts of every page; nothing here is needed to use it.

const KEPT = "zaedno.unsent";

// What somebody wrote must not be lost when the answer is an error page: it is put away when a form
// is sent, and given back when the form is opened again after an error.
function putAway(form) {
  const written = {};
  for (const field of form.querySelectorAll("textarea, input[type=text], input:not([type])")) {
    if (field.name && field.value) written[field.name] = field.value;
  }
  if (Object.keys(written).length === 0) return;
  const kept = { at: location.pathname, action: form.getAttribute("action") || "", written };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

function giveBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (!kept) return;
  if (document.querySelector("[data-error-page]")) {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, failed: true }));
    return;
  }
  if (!kept.failed || kept.at !== location.pathname) {
    if (!kept.failed) sessionStorage.removeItem(KEPT);
    return;
  }
  sessionStorage.removeItem(KEPT);
  for (const form of document.querySelectorAll("form[method=post]")) {
    if ((form.getAttribute("action") || "") !== kept.action) continue;
    for (const [name, value] of Object.entries(kept.written)) {
      const field = form.elements[name];
      if (field && "value" in field && field.value === field.defaultValue) field.value = value;
    }
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "post" && !form.querySelector("input[type=password]")) putAway(form);
});
giveBack();

// "Share" opens the device's own sheet where there is one; else the link copies the address.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-share]");
  if (!link) return;
  const url = new URL(link.dataset.share || location.href, location.href).href;
  event.preventDefault();
  try {
    if (navigator.share) {
      await navigator.share({ url, title: document.title });
    } else {
      await navigator.clipboard.writeText(url);
      link.textContent = link.dataset.shared || link.textContent;
    }
  } catch {
    // the person closed the sheet
  }
});

// An open "More" closes when the person goes elsewhere or presses Escape.
for (const more of document.querySelectorAll(".menu__more details")) {
  const wide = matchMedia("(min-width: 48rem)");
  const settle = () => (more.open = !wide.matches); // on a phone the whole menu is one list
  wide.addEventListener("change", settle);
  settle();
  document.addEventListener("click", (event) => {
    if (wide.matches && !more.contains(event.target)) more.open = false;
  });
  more.addEventListener("focusout", (event) => {
    if (wide.matches && event.relatedTarget && !more.contains(event.relatedTarget)) more.open = false;
  });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !wide.matches) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
