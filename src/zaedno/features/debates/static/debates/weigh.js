// Weighing without leaving one's place: the answer is said aloud and the button keeps its state.
// Without this the form is sent and the page comes back to the same argument.

const told = document.querySelector(".messages[role=status]");

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-weigh]");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  const body = new FormData(form, button);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const { ok, said } = await answer.json();
    if (ok) {
      for (const one of form.querySelectorAll("[aria-pressed]")) {
        one.setAttribute("aria-pressed", String(one === button));
      }
    }
    say(said, ok);
    renew(form);
  } catch {
    form.append(hidden(button.name, button.value));
    form.submit();
  }
});

function say(sentence, ok) {
  const line = document.createElement("p");
  line.className = ok ? "notice notice--success" : "notice notice--error";
  line.textContent = sentence;
  told.replaceChildren(line);
}

// Each voice is a form of its own: a new key, or the second would be taken for the first.
function renew(form) {
  const key = form.elements.key;
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}
