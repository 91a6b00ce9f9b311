// A form that is drawn anew by one of its own buttons: another row, or one less.
//
//   <form id="form">… <button name="more" data-redraw formnovalidate>One more part</button></form>
//
// Without this script the button sends the form and the page comes back with all that was typed.
// With it the same answer is fetched, and only the form changes: where the reader was stays in view,
// and the field that the answer marks with `autofocus` is the next to be written in.

let busy = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-redraw]");
  const form = button?.form;
  if (!form?.id) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const fresh = await asked(form, button);
  busy = false;
  if (fresh) redraw(form, fresh);
  else sendAsUsual(form, button);
});

async function asked(form, button) {
  const data = new URLSearchParams(new FormData(form));
  data.append(button.name, button.value);
  try {
    const answer = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: data,
      headers: { Accept: "text/html" },
    });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(form.id);
  } catch {
    return null; // the line is down: the browser tries by itself and says so
  }
}

function redraw(form, fresh) {
  const drawn = document.importNode(fresh, true);
  for (const field of drawn.querySelectorAll("textarea, input:not([type=hidden]), select")) {
    const now = form.elements[field.name]; // somebody may have written on while the answer came
    if (now && "value" in now && now.type !== "radio" && now.type !== "checkbox") {
      field.value = now.value;
    }
  }
  form.replaceChildren(...drawn.childNodes);
  form.querySelector("[autofocus]")?.focus();
}

function sendAsUsual(form, button) {
  delete button.dataset.redraw;
  form.requestSubmit(button);
}
