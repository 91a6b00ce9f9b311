// Boards without reloading: dots, moving by drag or dialog, undo and redo, the list one key away.
// Everything here also works without it: each control is a link or a form of its own.

const wall = document.getElementById("wall");
const said = document.getElementById("said");

// Characters left, counted as the rule counts them: one line, composed, by code point.
for (const field of document.querySelectorAll("textarea[data-count]")) {
  const most = Number(field.dataset.count);
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.setAttribute("aria-hidden", "true");
  field.after(counter);
  const count = () => {
    const text = field.value.normalize("NFC").trim().replace(/\s+/g, " ");
    const length = [...text].length;
    counter.textContent = `${length} / ${most}`;
    counter.classList.toggle("counter--over", length > most);
  };
  field.addEventListener("input", count);
  count();
}

let hush;

function say(words) {
  clearTimeout(hush);
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = words));
  hush = setTimeout(() => (said.textContent = ""), 8000);
}

// Send a form as it would go by itself and hear what to say; every sending has its own key.
async function send(form, address, more = {}) {
  const data = new FormData(form);
  data.set("key", crypto.randomUUID());
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    say(told.said);
    return told.ok;
  } catch {
    form.action = address; // the line is down or the answer is a page: go there the plain way
    form.submit();
    return false;
  }
}

// Show one's own deed at once and keep the focus where the person is.
async function renew(find) {
  document.activeElement?.blur();
  await wall.refresh();
  find()?.focus();
}

function noteOf(id) {
  return document.getElementById(id);
}

// Dots
wall?.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-dot]");
  if (!button) return;
  event.preventDefault();
  const address = button.getAttribute("formaction");
  const note = button.closest(".note").id;
  const sent = await send(button.form, address);
  if (!sent) return;
  await renew(() => {
    const buttons = [...noteOf(note).querySelectorAll("[data-dot]:not(:disabled)")];
    return buttons.find((one) => one.getAttribute("formaction") === address) || buttons[0];
  });
});

// Undo and redo
wall?.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.querySelector("[data-quiet-deed]")) return;
  event.preventDefault();
  if (await send(form, form.action)) {
    await renew(() => wall.querySelector("[data-quiet-deed]"));
  }
});

// “Move to a group…”: the link leads to a page; here the same form opens over the board.
const dialog = document.getElementById("move-dialog");
let moved = null;

wall?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-opens-move]");
  if (!link || !dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  moved = link.closest(".note");
  dialog.querySelector("[data-quote]").textContent = moved.querySelector(".note__text").textContent;
  const form = dialog.querySelector("form");
  form.action = link.href;
  form.elements.title.value = "";
  form.elements.cluster.value = moved.dataset.group;
  dialog.showModal();
  form.elements.cluster.focus();
});

dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog?.addEventListener("close", () => {
  if (moved) noteOf(moved.id)?.querySelector("[data-opens-move]")?.focus();
});
dialog?.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { id } = moved;
  moved = null; // the focus goes back when the board is renewed, not when the dialog closes
  const sent = await send(event.target, event.target.action);
  dialog.close();
  if (sent) await renew(() => noteOf(id)?.querySelector("[data-opens-move]"));
});

// Dragging: only where the columns are groups.
let dragged = null;

wall?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".note[data-move]");
  if (!dragged) return;
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
});

wall?.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  unmark();
  dragged = null;
});

wall?.addEventListener("dragover", (event) => {
  const column = event.target.closest("[data-drop]");
  if (!dragged || !column) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  if (!column.classList.contains("is-target")) unmark();
  column.classList.add("is-target");
});

wall?.addEventListener("drop", async (event) => {
  const column = event.target.closest("[data-drop]");
  if (!dragged || !column) return;
  event.preventDefault();
  const { id } = dragged;
  if (column.dataset.drop === dragged.dataset.group) return;
  const form = document.getElementById("dots"); // its token and key serve any deed on the wall
  const sent = await send(form, dragged.dataset.move, { cluster: column.dataset.drop, title: "" });
  if (sent) await renew(() => noteOf(id)?.querySelector("[data-opens-move]"));
});

function unmark() {
  for (const column of wall.querySelectorAll(".is-target")) column.classList.remove("is-target");
}

// L: the list and back. Only while the focus is on the boards, never while somebody writes.
wall?.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, textarea, select, dialog");
  if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!["l", "L", "л", "Л"].includes(event.key)) return;
  const list = wall.querySelector("[data-key-list]");
  const back = wall.querySelector(".views a");
  location.href = (list.getAttribute("aria-current") ? back : list).href;
});
