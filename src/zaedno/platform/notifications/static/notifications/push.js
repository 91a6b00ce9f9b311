// The button “Show news on this device”: asks the browser, and sends what it gives with our form.
const box = document.querySelector("[data-push]");
const said = box?.querySelector("[data-push-said]");
const form = box?.querySelector("form");

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  box.querySelector("[data-push-cannot]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    try {
      const given = await subscribed();
      form.elements.endpoint.value = given.endpoint;
      form.elements.public.value = given.keys.p256dh;
      form.elements.secret.value = given.keys.auth;
      form.requestSubmit();
    } catch {
      said.textContent = Notification.permission === "denied" ? box.dataset.denied : box.dataset.failed;
    }
  });
}

async function subscribed() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  const worker = await navigator.serviceWorker.register(box.dataset.worker);
  await active(worker);
  const key = bytes(box.dataset.key);
  const options = { userVisibleOnly: true, applicationServerKey: key };
  return (await worker.pushManager.subscribe(options)).toJSON();
}

function active(registration) {
  if (registration.active) return Promise.resolve();
  const coming = registration.installing ?? registration.waiting;
  return new Promise((done) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && done());
  });
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
