// Reads codes of students with the device's camera, where the browser can, and types them into the field that a hand scanner types into.
// Nothing of the picture leaves the page.
const PAUSE = 200; // milliseconds between two looks
const GONE = 10; // a code that was not in the picture for so many looks counts anew
const scan = document.getElementById("scan");
const box = document.getElementById("camera");
const view = document.getElementById("camera-view");
const button = document.getElementById("camera-on");
const found = document.getElementById("scan-said");
let detector;
let stream;
let last = "";
let without = 0;

async function reads() {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return false;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code");
}

async function begin() {
  detector ??= new BarcodeDetector({ formats: ["qr_code"] });
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch ({ name }) {
    const refused = "The browser does not let this page use the camera. Allow it in the browser's address bar, or type the code.";
    found.textContent = name === "NotAllowedError" ? refused : "There is no camera to scan with. Type the code, or tick the name below.";
    return;
  }
  view.srcObject = stream;
  show(true);
  await view.play();
  look(stream);
}

function end() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
  view.srcObject = null;
  show(false);
}

function show(on) {
  box.hidden = !on;
  button.setAttribute("aria-expanded", on);
  button.textContent = on ? "Stop the camera" : "Scan with the camera";
}

async function look(of) {
  if (stream !== of) return;
  const [seen] = await detector.detect(view).catch(() => []);
  if (seen) take(seen.rawValue);
  else if (++without > GONE) last = "";
  setTimeout(look, PAUSE, of);
}

// A code stays in the picture for many looks: it is meant once.
function take(code) {
  without = 0;
  if (code === last) return;
  last = code;
  scan.elements.code.value = code;
  scan.requestSubmit();
  navigator.vibrate?.(60);
}

const can = await reads();
button.hidden = !can;
document.getElementById("camera-none").hidden = can;
button.addEventListener("click", () => (stream ? end() : begin()));
document.addEventListener("visibilitychange", () => { if (document.hidden && stream) end(); });
