// The task of `proof.py`: a number that makes SHA-256 of "nonce:number" begin with enough zero bits.
// One file for both sides: as a worker it counts; on the page it starts the worker when somebody
// begins to fill in the form, or counts in slices where there are no workers.

const K = new Int32Array(64);
const START = new Int32Array(8);

// The constants of FIPS 180-4: fractional parts of the roots of the first 64 primes.
(function constants() {
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
  let count = 0;
  for (let n = 2; count < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (count < 8) START[count] = fraction(Math.sqrt(n));
    K[count] = fraction(Math.cbrt(n));
    count += 1;
  }
})();

const W = new Int32Array(64);

// With how many zero bits the hash of a short text begins (one block; the first word is enough).
function zeros(bytes, length) {
  W.fill(0, 0, 16);
  for (let i = 0; i < length; i += 1) W[i >> 2] |= bytes[i] << (24 - 8 * (i & 3));
  W[length >> 2] |= 0x80 << (24 - 8 * (length & 3));
  W[15] = length * 8;
  for (let i = 16; i < 64; i += 1) {
    const a = W[i - 15];
    const b = W[i - 2];
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let a = START[0];
  let b = START[1];
  let c = START[2];
  let d = START[3];
  let e = START[4];
  let f = START[5];
  let g = START[6];
  let h = START[7];
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  return Math.clz32((a + START[0]) | 0);
}

// Counts on from `from` for at most `most` tries; the number found, or -1.
function search(nonce, bits, from, most) {
  const bytes = new Uint8Array(64);
  const prefix = `${nonce}:`;
  for (let i = 0; i < prefix.length; i += 1) bytes[i] = prefix.charCodeAt(i);
  for (let number = from; number < from + most; number += 1) {
    const digits = String(number);
    for (let i = 0; i < digits.length; i += 1) bytes[prefix.length + i] = digits.charCodeAt(i);
    if (zeros(bytes, prefix.length + digits.length) >= bits) return number;
  }
  return -1;
}

function inSlices(nonce, bits) {
  return new Promise((found) => {
    let from = 0;
    const slice = () => {
      const number = search(nonce, bits, from, 2000);
      if (number >= 0) return found(number);
      from += 2000;
      return setTimeout(slice, 0);
    };
    slice();
  });
}

function inWorker(nonce, bits) {
  return new Promise((found, failed) => {
    const worker = new Worker(import.meta.url, { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      found(data);
    };
    worker.onerror = failed;
    worker.postMessage({ nonce, bits });
  });
}

function serve(field) {
  const { form } = field;
  const said = form.querySelector("[data-proof-said]");
  const task = [field.dataset.proof, Number(field.dataset.bits)];
  let work = null;
  const solve = () => {
    work ??= inWorker(...task)
      .catch(() => inSlices(...task))
      .then((number) => {
        field.value = String(number);
        if (said) said.textContent = "";
      });
    return work;
  };
  form.addEventListener("focusin", solve, { once: true });
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    if (said) said.textContent = said.dataset.proofSaid;
    const button = event.submitter;
    solve().then(() => form.requestSubmit(button ?? undefined));
  });
}

if (typeof document === "undefined") {
  self.onmessage = ({ data }) => {
    let from = 0;
    let number = -1;
    while (number < 0) {
      number = search(data.nonce, data.bits, from, 100_000);
      from += 100_000;
    }
    self.postMessage(number);
  };
} else {
  for (const field of document.querySelectorAll("[data-proof]")) serve(field);
}
