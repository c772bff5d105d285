// Tabs of the same author with the same text see each other.

/** Which of the entries on this device belong to tabs that are open. Where a browser cannot tell, none does. */
export async function alive() {
  const held = await navigator.locks?.query().catch(() => null);
  return new Set((held?.held ?? []).map((lock) => lock.name));
}

/** Says for as long as this page lives that its entry is in use. Resolves when it is said. */
export function live(name) {
  return new Promise((held) => {
    if (!navigator.locks) return held();
    navigator.locks.request(name, () => { held(); return new Promise(() => {}); }).catch(held);
  });
}

/** Speaks with the other tabs: `others(number)` when there are more or less, `saved({ revision, text })` when one has saved. */
export function tabs(key, me, { others, saved }) {
  const channel = new BroadcastChannel(`attending-editor-${key}`);
  const known = new Set();
  const count = () => others(known.size);
  channel.addEventListener("message", ({ data }) => {
    if (data.kind === "gone") known.delete(data.tab);
    else known.add(data.tab);
    if (data.kind === "here") channel.postMessage({ kind: "here-too", tab: me });
    if (data.kind === "saved") saved(data);
    count();
  });
  const say = (kind, more) => channel.postMessage({ kind, tab: me, ...more });
  addEventListener("pagehide", () => say("gone"));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) say("here"); });
  say("here");
  return { saved: (what) => say("saved", what) };
}
