// Other authors in the same text: a line that says who is there, and an offer to see what one of them has saved meanwhile.
import { Presence } from "./keeping/presence.js";
import { button, element } from "./page.js";

const PATIENCE = 10_000;

/**
 * `address` is where the server hears of us, `there` the line the form came with. `keeper` keeps the text, `meet(theirs)` is called with what
 * another wrote, `alone()` says whether no other tab of ours has it. Gives `{ line, note, heard, stands }`.
 */
export function together({ address, there, clock, keeper, meet, alone }) {
  const line = there ?? element("p", { class: "editor-here", role: "status" });
  const note = element("p", { class: "editor-newer", role: "status" });
  let [who, told] = [null, 0];

  const show = async () => {
    const answer = await asked(address, { seen: keeper.seen, want: "text" });
    if (answer?.theirs) meet(answer.theirs);
    else if (answer) stands();
    else note.replaceChildren("The newer text did not come. Try again when you are connected. ", again());
  };
  const again = () => button(keeper.isSaved() ? "Take it over" : "See both", show, { "data-size": "small" });

  /** Nothing newer stands than what is here. */
  function stands() {
    note.replaceChildren();
  }

  function tell({ here, newer }) {
    if (here && here.words !== line.textContent) {
      // A screen reader hears who comes and goes, not each save of theirs.
      line.setAttribute("aria-live", here.who === who ? "off" : "polite");
      line.textContent = here.words;
      who = here.who;
    }
    if (!newer || newer.revision <= Math.max(keeper.seen, told) || keeper.theirs) return;
    told = newer.revision;
    note.replaceChildren(`${newer.words} `, again());
  }

  const presence = new Presence({ ask: (what) => asked(address, what), seen: () => keeper.seen, clock, tell });
  const gone = () => { if (alone()) navigator.sendBeacon?.(`${address}/end`, new URLSearchParams()); };
  document.addEventListener("visibilitychange", () => presence.show(!document.hidden, { now: true }));
  addEventListener("pagehide", gone);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) presence.show(true, { now: true }); });
  for (const sign of ["keydown", "pointerdown", "scroll"]) addEventListener(sign, () => presence.wake(), { passive: true, capture: true });
  // The page itself was the first sign: the next one is due later, and not in the way of who begins to type.
  presence.show(!document.hidden);
  return { line, note, heard: (answer) => presence.heard(answer), stands };
}

/** What the server answers to a sign; null if it did not, false if this is no text of ours any more. */
async function asked(address, what) {
  const request = { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(what), signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(address, request).catch(() => null);
  if (answer?.redirected || [401, 403, 404, 409].includes(answer?.status)) return false;
  return answer?.ok ? answer.json().catch(() => null) : null;
}
