// Keeps the place where a reader stops, and brings them back to it. The lesson is complete without this.
// Who reads looks at this part of the window, from its top.
const LINE = 0.4;
const lesson = document.getElementById("lesson");
const state = document.getElementById("place-state");
const headings = [...lesson.querySelectorAll("h2[id], h3[id]")];
let kept = Number(lesson.dataset.fraction ?? 0);
let end = null;
let timer;

// Back to where they were, unless an address says otherwise, something is wrong with a form, or they have moved already.
if (kept > 0.02 && kept < 0.98 && !location.hash && scrollY < 40 && !lesson.querySelector(".error-summary")) {
  const top = lesson.getBoundingClientRect().top + scrollY;
  scrollTo({ top: top + kept * lesson.offsetHeight - innerHeight * LINE, behavior: "instant" });
}

function reached() {
  const box = lesson.getBoundingClientRect();
  const fraction = Math.min(1, Math.max(0, (innerHeight * LINE - box.top) / box.height));
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * LINE).at(-1);
  const atEnd = box.bottom < innerHeight * 1.5;
  if (atEnd) end ??= uuid7();
  return { unit: lesson.dataset.unit, anchor: above?.id ?? "", fraction: Number(fraction.toFixed(4)), read: atEnd ? end : null };
}

function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = BigInt(Date.now());
  for (let i = 0; i < 6; i++) bytes[i] = Number((now >> BigInt(40 - 8 * i)) & 255n);
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function keep() {
  const place = reached();
  if (Math.abs(place.fraction - kept) < 0.01 && !place.read) return;
  kept = place.fraction;
  try {
    const body = JSON.stringify(place);
    const answer = await fetch("/learn/place", { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body });
    const at = new Date().toTimeString().slice(0, 5);
    state.dataset.state = answer.ok ? "saved" : "kept";
    state.textContent = answer.ok ? `Place kept ${at}` : "";
  } catch {
    kept = -1; // no connection: the next move tries again
  }
}

addEventListener("scroll", () => { clearTimeout(timer); timer = setTimeout(keep, 1500); }, { passive: true });
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });

// What is typed into a question stays on this device until it is sent.
for (const form of lesson.querySelectorAll("form[data-keep]")) {
  const key = `attending-draft-${form.action}`;
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "null");
  for (const field of form.elements) {
    if (!draft || !field.name || field.type === "hidden") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = (draft[field.name] ?? []).includes(field.value);
    else if (draft[field.name]) field.value = draft[field.name][0];
  }
  form.addEventListener("input", () => {
    const now = {};
    for (const [name, value] of new FormData(form)) if (name !== "id") (now[name] ??= []).push(value);
    sessionStorage.setItem(key, JSON.stringify(now));
  });
  form.addEventListener("submit", () => { if (navigator.onLine) sessionStorage.removeItem(key); });
}
