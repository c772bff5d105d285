// Units of an outline can be dragged to their place, and moved by Alt and an arrow key on their handle. It sends the same form that the
// buttons send, and puts the server's new outline in place; the buttons are all there is without this.
const NEAR = 64; // pixels from the edge of the screen at which it scrolls
const STEP = 12; // pixels a frame
const SLACK = 5; // pixels before a press is a drag
const PARTS = ["[data-outline]", ".studio-missing"];
const studio = document.querySelector(".studio");
const hint = Object.assign(document.createElement("p"), { className: "hint", id: "outline-hint", textContent: "Drag a unit by its handle, or press Alt and an arrow key on it." });
const said = Object.assign(document.createElement("p"), { className: "outline-said", role: "status" });
let held; // the unit, its handle, its place, the one it would land on, where it was taken and where it is now
let busy = false;

const lines = () => [...studio.querySelectorAll("[data-outline] > li")];
const title = (line) => line.querySelector(".outline-title").textContent.trim();

/** Gives each unit its handle. */
function begin() {
  for (const line of lines()) {
    const handle = Object.assign(document.createElement("button"), { type: "button", className: "outline-handle" });
    handle.setAttribute("aria-label", `Move: ${title(line)}`);
    handle.setAttribute("aria-describedby", "outline-hint");
    handle.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
    handle.addEventListener("pointerdown", (event) => take(event, line, handle));
    handle.addEventListener("keydown", (event) => key(event, line));
    line.prepend(handle);
  }
}

function key(event, line) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !by) return;
  event.preventDefault();
  const [from, all] = [lines().indexOf(line), lines()];
  const to = from + by;
  if (to < 0 || to >= all.length) return say(`${title(line)} is ${by < 0 ? "first" : "last"} already.`);
  move(line, to);
}

function take(event, line, handle) {
  if (event.button !== 0 || busy || held) return;
  handle.setPointerCapture(event.pointerId);
  const from = lines().indexOf(line);
  held = { line, handle, from, to: from, y: event.clientY, at: event.clientY, scrolled: 0, moves: false };
  for (const [name, hear] of HEARD) handle.addEventListener(name, hear);
  addEventListener("keydown", escape, true);
}

function drag(event) {
  held.at = event.clientY;
  if (!held.moves && Math.abs(held.at - held.y) < SLACK) return;
  if (!held.moves) requestAnimationFrame(scroll);
  held.moves = true;
  held.line.dataset.dragged = "";
  aim();
}

/** Shows where it would land: the unit follows the finger, and a line stands between two others. */
function aim() {
  const { line, from, y, at, scrolled } = held;
  line.style.transform = `translateY(${at - y + scrolled}px)`;
  const others = lines().filter((other) => other !== line);
  held.to = others.filter((other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2 < at; }).length;
  clear(others);
  if (held.to === from) return;
  if (held.to < others.length) others[held.to].dataset.lands = "before";
  else others.at(-1).dataset.lands = "after";
}

function clear(all) {
  for (const line of all) delete line.dataset.lands;
}

/** A long outline scrolls while something is held at the edge of the screen. */
function scroll() {
  if (!held?.moves) return;
  const by = held.at < NEAR ? -STEP : held.at > innerHeight - NEAR ? STEP : 0;
  if (by) {
    const before = scrollY;
    scrollBy({ top: by, behavior: "instant" });
    held.scrolled += scrollY - before;
    aim();
  }
  requestAnimationFrame(scroll);
}

/** Lets go of what is held. Gives it. */
function release() {
  const one = held;
  held = undefined;
  removeEventListener("keydown", escape, true);
  for (const [name, hear] of HEARD) one.handle.removeEventListener(name, hear);
  delete one.line.dataset.dragged;
  one.line.style.transform = "";
  clear(lines());
  return one;
}

function drop() {
  const { line, from, to, moves } = release();
  if (moves && to !== from) move(line, to);
}

function escape(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  release();
}

const HEARD = [["pointermove", drag], ["pointerup", drop], ["pointercancel", release]];

/** Puts a unit to a place, from 0, here and on the server; back again if that did not take it. */
async function move(line, to) {
  if (busy) return;
  busy = true;
  const [all, name, id] = [lines(), title(line), line.id];
  const after = all[all.indexOf(line) + 1] ?? null;
  const rest = all.filter((other) => other !== line);
  line.parentElement.insertBefore(line, rest[to] ?? null);
  line.dataset.moving = "";
  const answer = await send(line.dataset.place, to + 1);
  busy = false;
  if (!answer.outline) {
    delete line.dataset.moving;
    line.parentElement.insertBefore(line, after);
    focus(id);
    return say(`${name} is not moved. ${answer.why}`);
  }
  // What is typed beside the outline stays.
  for (const part of PARTS) studio.querySelector(part)?.replaceWith(answer.outline.querySelector(part));
  begin();
  focus(id);
  const place = lines().findIndex((other) => other.id === id) + 1;
  say(`${name} is unit ${place} of ${lines().length} now.`);
}

/** The outline as it is afterwards, or why there is none. */
async function send(address, to) {
  const request = { method: "POST", headers: { accept: "text/html" }, body: new URLSearchParams({ to }), signal: AbortSignal.timeout(20_000) };
  const answer = await fetch(address, request).catch(() => null);
  if (!answer) return { why: "The server cannot be reached. Try again when you are connected." };
  if (answer.status === 401) return { why: "You are signed out. Sign in in another tab, then move it again." };
  const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  const outline = page.querySelector("[data-outline]")?.closest(".studio");
  if (answer.ok && outline) return { outline };
  if (answer.status >= 500) return { why: "The server could not do it. Try again in a moment." };
  const summary = page.querySelector(".error-summary li")?.textContent;
  return { why: summary ?? "The draft is over, or the unit was taken out of it: load the page again." };
}

function focus(id) {
  document.getElementById(id)?.querySelector(".outline-handle")?.focus({ preventScroll: true });
}

function say(words) {
  said.textContent = words;
}

if (studio) {
  studio.before(said);
  studio.querySelector(PARTS[0]).before(hint);
  begin();
}
