// What the server answers to a save, in the words of the keeper.
const PATIENCE = 20_000;
const MOST_AFTERWARDS = 60_000; // bytes that a browser sends for a page that has gone

/** A function that saves at this address. */
export function sender(address, get = fetch) {
  return async ({ text, seen, last }) => {
    const body = new URLSearchParams({ text, seen });
    const keepalive = Boolean(last) && body.toString().length < MOST_AFTERWARDS;
    const signal = AbortSignal.timeout(PATIENCE);
    const request = { method: "POST", headers: { accept: "application/json" }, body, keepalive, signal };
    return read(await get(address, request).catch(() => null));
  };
}

/** What an answer means; null is none. */
export async function read(answer) {
  if (!answer) return { kind: "unreachable" };
  if (answer.status === 401 || answer.redirected) return { kind: "signed-out" };
  // A hospital's network may answer in the server's place: what is no JSON did not come from ours.
  const told = await answer.json().catch(() => null);
  if (answer.ok) return Number.isInteger(told?.revision) ? { kind: "saved", revision: told.revision, here: told.here } : { kind: "unreachable" };
  if (answer.status === 409 && typeof told?.text === "string") return { kind: "conflict", revision: told.revision, text: told.text, by: told.by };
  if ([403, 404, 409, 410].includes(answer.status)) return { kind: "gone" };
  if (answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status)) return { kind: "refused", why: why(told) };
  return { kind: "unreachable" };
}

/** The server's sentence for a refusal, if it has one; a word alone is for programs. */
export function why(told, otherwise = "The server does not take this text.") {
  return [told?.message, told?.error].find((words) => typeof words === "string" && /\s/.test(words)) ?? otherwise;
}
