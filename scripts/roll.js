// The roll on a device that may be without a network for hours: each tick is kept here at once, and sent when the server can be reached.
// A mark is made once, with its id and its time; sent twice it is the same mark. The page is a complete form without this, and may be one
// that was kept on the device: then it is as of when it came, and what this device has sent since is shown on it.
const PREFIX = "attending-roll-";
const TOLD = "attending-told-";
const CLOCK = "attending-clock";
const FIRST = 1000;
const LONGEST = 30_000;
const PATIENCE = 20_000;
const storage = (() => { try { return localStorage; } catch { return null; } })(); // not every browser has one for us
const roll = document.getElementById("roll");
const state = document.getElementById("roll-state");
const scan = document.getElementById("scan");
const owner = (roll ?? document.getElementById("presence"))?.dataset.owner;
const key = roll && `${PREFIX}${owner}-${roll.dataset.session}`;
const asOf = document.querySelector("[data-as-of]");
const isKept = asOf ? !asOf.hidden : false;
const loose = []; // what a device without storage holds: in this page alone
let wait = FIRST;
let timer;
let sending = false;
let refused = 0;

function waiting(name) {
  try {
    return JSON.parse(storage.getItem(name) ?? "null") ?? { marks: [] };
  } catch {
    return { marks: [] };
  }
}

function write(name, box) {
  if (box.marks.length) storage.setItem(name, JSON.stringify(box));
  else storage?.removeItem(name);
}

// The device's clock, set by the server's when the page came; it never goes back. A page that was kept, or that somebody goes back to, says
// nothing of now: the last one that came does.
function drift() {
  const came = !isKept && performance.getEntriesByType("navigation")[0]?.type !== "back_forward";
  if (!came) return Number(storage?.getItem(CLOCK));
  const told = Number(roll.dataset.now) - Date.now();
  try {
    storage.setItem(CLOCK, told);
  } catch {
    // Then a page that is kept goes by the device's clock.
  }
  return told;
}

const told = roll ? drift() : 0;
const ahead = Math.abs(told) > 2000 ? told : 0;
let last = 0;
function now() {
  last = Math.max(last + 1, Date.now() + ahead);
  return last;
}

function uuid7(at) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Number((BigInt(at) >> BigInt(40 - 8 * i)) & 255n);
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function say(kind, words) {
  if (!state) return;
  state.dataset.state = kind;
  state.textContent = words;
}

function tryAgain() {
  if (isKept && !asOf.hidden) fetch(location.pathname, { method: "HEAD" }).then(sayConnected, () => null);
  sendSoon(0);
}

// The page is still as of when it was kept: others may have marked somebody meanwhile.
function sayConnected() {
  const again = document.getElementById("roll-again");
  if (!isKept) return;
  asOf.hidden = true;
  again.hidden = false;
}

function sayWaiting(why) {
  const count = waiting(key).marks.length + loose.length;
  const marks = count === 1 ? "1 mark" : `${count} marks`;
  const where = loose.length ? "Kept in this page alone, do not close it" : "Kept on this device, not yet on the server";
  if (count) say("kept", `${where}: ${marks}${why}`);
}

// Oldest first, and each mark alone: what was seen is kept, not only what it came to.
function keep(marks) {
  const box = waiting(key);
  box.address = roll.dataset.marks;
  box.marks.push(...marks);
  try {
    write(key, box);
  } catch {
    loose.push(...marks);
  }
  say("saving", "Saving…");
  wait = FIRST;
  sendSoon(0);
}

function sendSoon(after) {
  clearTimeout(timer);
  timer = setTimeout(send, after);
}

async function send() {
  if (sending) return;
  sending = true;
  let why = null;
  for (const name of boxes()) why = (await sendBox(name)) ?? why;
  if (roll && loose.length) why = (await post(roll.dataset.marks, loose, (done) => loose.splice(0, done))) ?? why;
  sending = false;
  if (why !== null) {
    sayWaiting(why);
    sendSoon(wait);
    wait = Math.min(wait * 2, LONGEST);
  } else if (roll && (waiting(key).marks.length || loose.length)) sendSoon(0);
  else if (refused) say("error", `Saved, but for ${refused} that this session does not take. Reload the page to see what stands.`);
  else if (state?.dataset.state && state.textContent) say("saved", `Saved ${new Date().toTimeString().slice(0, 5)}`);
}

// Of whoever uses this page, for any session: what another person left here is theirs to send.
function boxes() {
  return Object.keys(storage ?? {}).filter((name) => name.startsWith(`${PREFIX}${owner}-`));
}

async function sendBox(name) {
  for (let box = waiting(name); box.marks.length; box = waiting(name)) {
    const marks = box.marks.slice(0, 100);
    const why = await post(box.address, marks, () => {
      const sent = new Set(marks.map((mark) => mark.id));
      const left = waiting(name);
      left.marks = left.marks.filter((mark) => !sent.has(mark.id));
      write(name, left);
      remember(name.replace(PREFIX, TOLD), marks);
    });
    if (why !== null) return why;
  }
  return null;
}

// What the server has, and a copy of the page that is older does not: the last of each student.
function remember(name, marks) {
  const all = new Map([...waiting(name).marks, ...marks].map((mark) => [mark.enrollment, mark]));
  try {
    write(name, { marks: [...all.values()] });
  } catch {
    // No room: then a page that is kept shows less, and the server has it all the same.
  }
}

// Nothing if they arrived; otherwise why not, to be said.
async function post(address, marks, arrived) {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(address, { method: "POST", headers, signal, body: JSON.stringify({ marks }) }).catch(() => null);
  if (answer?.status === 200 && !answer.redirected) {
    // The network may go while the answer is on its way: the same marks are sent again then, and are the same marks.
    const { receipts } = (await answer.json().catch(() => null)) ?? {};
    if (!receipts) return ": no connection";
    refused += receipts.filter((receipt) => receipt === "refused").length;
    arrived(marks.length);
    sayConnected();
    return null;
  }
  if (!answer) return ": no connection";
  return answer.status === 401 || answer.redirected ? ": you are signed out" : ": the server cannot take them at the moment";
}

// The page below here.
function mark(box, kind, way) {
  const at = now();
  return { id: uuid7(at), enrollment: box.value, kind, way, occurred: at };
}

function show(box, words) {
  const line = box.closest(".roll-line");
  line.dataset.touched = "";
  line.querySelector(".roll-said").textContent = words;
  document.getElementById("roll-here").textContent = roll.querySelectorAll("input[name=here]:checked").length;
}

function at(occurred) {
  return new Date(occurred).toTimeString().slice(0, 5);
}

function said({ kind, occurred }) {
  return { in: `Here ${at(occurred)}`, out: `Left ${at(occurred)}`, absent: "Not there" }[kind];
}

function tell(marks) {
  for (const one of marks) {
    const box = document.getElementById(`here-${one.enrollment}`);
    if (!box) continue;
    if (one.kind !== "out") box.checked = one.kind === "in";
    show(box, said(one));
  }
}

function wake() {
  const boxesHere = () => [...roll.querySelectorAll("input[name=here]")];
  roll.addEventListener("change", ({ target }) => {
    if (target.name !== "here") return;
    const made = mark(target, target.checked ? "in" : "absent", "roll");
    tell([made]);
    keep([made]);
  });
  // Forty names by keyboard: arrows go from one to the next.
  roll.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.name !== "here") return;
    event.preventDefault();
    const all = boxesHere().filter((box) => !box.closest("details:not([open])"));
    all[all.indexOf(event.target) + step]?.focus();
  });
  document.getElementById("roll-all").addEventListener("click", (event) => {
    event.preventDefault();
    const missing = boxesHere().filter((box) => !box.checked && !box.closest("details"));
    const made = missing.map((box) => mark(box, "in", "roll"));
    tell(made);
    if (made.length) keep(made);
  });
  // Saving the roll says of whoever has no mark yet that they are not there.
  roll.addEventListener("submit", (event) => {
    event.preventDefault();
    const unknown = boxesHere().filter((box) => {
      const line = box.closest(".roll-line");
      const shown = line.querySelector("input[name=shown]").value;
      return !box.checked && !("touched" in line.dataset) && shown.endsWith(" unknown") && !box.closest("details");
    });
    // Whom another device has marked meanwhile, the server leaves alone.
    const made = unknown.map((box) => ({ ...mark(box, "absent", "roll"), rest: true }));
    tell(made);
    if (made.length) keep(made);
    else send();
  });
  scan.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = document.getElementById("scan-said");
    const typed = scan.elements.code.value.trim().replace(/\/+$/, "").split("/").pop();
    const code = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
    const line = [...roll.querySelectorAll(".roll-line")].find((one) => one.dataset.code === code);
    scan.elements.code.value = "";
    // Whoever typed types on; the camera has no use for a keyboard.
    if (event.submitter) scan.elements.code.focus();
    if (!line) {
      found.textContent = `Nobody here has the code ${code}`;
      return;
    }
    const made = mark(line.querySelector("input[name=here]"), scan.elements.kind.value, "scan");
    found.textContent = `${line.dataset.name}: ${said(made)}`;
    tell([made]);
    keep([made]);
  });
  const since = `${TOLD}${owner}-${roll.dataset.session}`;
  if (isKept) tell(waiting(since).marks);
  else if (!location.search) write(since, { marks: [] });
  tell(waiting(key).marks);
  if (waiting(key).marks.length) say("saving", "Saving…");
}

if (roll) wake();
for (const event of ["online", "focus"]) addEventListener(event, () => tryAgain());
document.addEventListener("visibilitychange", () => { if (!document.hidden) tryAgain(); });
tryAgain();
