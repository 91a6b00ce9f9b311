// Counts the current part of the agenda down, to the second; the page says it in minutes without.
const clock = document.querySelector("[data-ends]");
const minutes = document.querySelector("[data-minutes]");

function show() {
  const left = Math.round((new Date(clock.dataset.ends) - Date.now()) / 1000);
  const whole = Math.floor(Math.abs(left) / 60);
  const seconds = String(Math.abs(left) % 60).padStart(2, "0");
  clock.textContent = `${left < 0 ? "−" : ""}${whole}:${seconds}`;
  clock.classList.toggle("clock--over", left < 0);
}

if (clock && !Number.isNaN(Date.parse(clock.dataset.ends))) {
  clock.hidden = false;
  minutes.classList.add("visually-hidden");
  show();
  setInterval(show, 1000);
}
