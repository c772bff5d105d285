// HTML from Word, Google Docs and pages as Markdown of a lesson.
import { blocks, joined } from "./blocks.js";
import { children } from "./tree.js";
import { notes } from "./notes.js";

/**
 * A tree as `{ text, pictures }`: Markdown, and the addresses of pictures that were left out, for they need a text of their own.
 * `taken` are the names of footnotes that the lesson has already.
 */
export function convert(root, taken = new Set()) {
  const told = { notes: notes(root, new Set(taken)), pictures: [] };
  const all = blocks(children(root), told);
  const below = told.notes.texts.map(([name, nodes]) => {
    const words = joined(blocks(nodes, told));
    return `[^${name}]: ${words.replace(/\n(?=.)/g, "\n    ")}`;
  });
  return { text: joined([...all, ...below]), pictures: told.pictures };
}

/** The names of footnotes in a text. */
export function noteNames(text) {
  return new Set([...text.matchAll(/\[\^([^\]\s]+)\]/g)].map((found) => found[1]));
}
