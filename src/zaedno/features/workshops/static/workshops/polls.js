// Polls: how many of the 100 points are left, said while somebody gives them out. The server counts
// again; without this script the page says the rule and the refusal says the sum.

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-points]");
  if (!form) return;
  const all = Number(form.dataset.points);
  const fields = [...form.querySelectorAll("input[type=number]")];
  const given = fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
  const told = form.querySelector("[data-remaining]");
  const left = all - given;
  const { left: words, over } = told.dataset;
  const number = document.createElement("strong");
  number.textContent = Math.abs(left);
  told.replaceChildren(`${left < 0 ? over : words} `, number);
  told.classList.toggle("counter--over", left < 0);
});
