// Two texts that were made of one at the same time, put together line by line: what the server offers where there is no editor
// (`drafts/merge.rs`), but only where the two never meet.
import { compare } from "./difference.js";

/** Lines with their ends, so that joined they are the text. */
const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The changes of both in one text; null where both changed the same lines, or one of them nothing. */
export function merged(base, mine, theirs) {
  const lines = linesOf(base);
  const both = [replaced(lines, mine), replaced(lines, theirs)];
  if (both.some((changes) => !changes.length)) return null;
  const changes = both.flat().sort((one, other) => one.from - other.from || one.to - other.to);
  let [out, at, last] = ["", 0, null];
  for (const change of changes) {
    if (last && isSame(last, change)) continue;
    if (last && (change.from < last.to || change.from === last.from)) return null;
    out = joined(out, [...lines.slice(at, change.from), ...change.lines]);
    [at, last] = [change.to, change];
  }
  return joined(out, lines.slice(at));
}

/** What a text has in place of which lines: `{ from, to, lines }`. */
function replaced(base, text) {
  const found = [];
  let [at, open] = [0, null];
  for (const { kind, items } of compare(base, linesOf(text))) {
    if (kind === "same") {
      at += items.length;
      open = null;
      continue;
    }
    if (!open) found.push((open = { from: at, to: at, lines: [] }));
    if (kind === "gone") open.to = at += items.length;
    else open.lines.push(...items);
  }
  return found;
}

const isSame = (one, other) => one.from === other.from && one.to === other.to && one.lines.join("") === other.lines.join("");

/** A last line may have no end of its own: what follows it begins a new one. */
const joined = (out, lines) => {
  const text = lines.join("");
  return out && text && !out.endsWith("\n") ? `${out}\n${text}` : out + text;
};
