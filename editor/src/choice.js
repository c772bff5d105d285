// Two texts and a choice between them, with what differs shown: after a conflict, and when something was recovered.
import { difference } from "./difference.js";
import { button, element } from "./page.js";

const AROUND = 1; // lines that are the same and stay beside what differs

/** A panel `{ title, words, before, after, legend, choices: [[words, act, kind?]] }`; a choice takes it away. */
export function choice({ title, words, before, after, legend, choices }) {
  const panel = element("section", { "class": "editor-choice", "aria-labelledby": "editor-choice" });
  panel.append(
    element("h2", { id: "editor-choice" }, title),
    element("p", {}, words),
    element("p", { class: "editor-legend" }, element("del", {}, legend[0]), " ", element("ins", {}, legend[1])),
    shown(before, after),
    element("p", { class: "form-actions" }, choices.map(([name, act, kind]) => button(name, () => { panel.remove(); act(); }, { "data-kind": kind }))),
  );
  return panel;
}

/** What can stand after a conflict, the best first: `[words, whose, kind?]`. `both` is the two in one text, null where they met. */
export const sides = (both) => [
  ...(both === null ? [] : [["Put both together", "both", "primary"]]),
  ["Keep mine", "mine"],
  ["Take theirs", "theirs"],
];

/** The difference: what was changed, with a line around it. */
function shown(before, after) {
  const lines = difference(before, after);
  const near = (at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind === "changed");
  const box = element("div", { "class": "editor-difference", "tabindex": "0", "role": "group", "aria-label": "The difference" });
  let skipped = false;
  for (const [at, line] of lines.entries()) {
    if (!near(at)) {
      if (!skipped) box.append(element("p", { class: "hint" }, "…"));
      skipped = true;
      continue;
    }
    skipped = false;
    box.append(element("p", {}, line.kind === "same" ? line.text : line.pieces.map(piece)));
  }
  return box;
}

const piece = ({ kind, text }) => (kind === "same" ? text : element(kind === "gone" ? "del" : "ins", {}, text));
