import assert from "node:assert/strict";
import test from "node:test";
import { lesson } from "../src/language.js";
import { classes } from "../src/look.js";

/** The pieces of a text that are nodes of a name. */
function pieces(text, name) {
  const found = [];
  lesson.parser.parse(text).iterate({ enter: (node) => { if (node.name === name) found.push(text.slice(node.from, node.to)); } });
  return found;
}

test("front matter is no heading and no rule", () => {
  const text = "---\nunit: a\ntitle: A *b*\n---\n\n## Heading\n\n---\n";
  assert.deepEqual(pieces(text, "FrontMatter"), ["---\nunit: a\ntitle: A *b*\n---"]);
  assert.deepEqual([pieces(text, "ATXHeading2"), pieces(text, "HorizontalRule"), pieces(text, "Emphasis")], [["## Heading"], ["---"], []]);
});

test("formulas in lines and in paragraphs, and money is none", () => {
  assert.deepEqual(pieces("So $a_1 * b * c$ costs \\$5 and \\$6.", "Formula"), ["$a_1 * b * c$"]);
  assert.deepEqual(pieces("So $a_1 * b * c$ costs", "Emphasis"), []);
  assert.deepEqual(pieces("a\n\n$$\nx = *y*\n$$\n\nb", "FormulaBlock"), ["$$\nx = *y*\n$$"]);
  assert.deepEqual(pieces("a\n\n$$x = y$$\n\nb $z$", "FormulaBlock"), ["$$x = y$$"]);
});

test("footnotes, tables, and HTML as text", () => {
  assert.deepEqual(pieces("a.[^arrow]\n\n[^arrow]: Arrow KJ.", "FootnoteMark"), ["[^arrow]", "[^arrow]"]);
  assert.equal(pieces("| a | b |\n| --- | --- |\n| c | d |", "Table").length, 1);
  assert.deepEqual(pieces("<div>*a*</div>", "Emphasis"), ["*a*"]);
});

test("lines are told from each other by their classes", () => {
  assert.equal(classes("ATXHeading3", "### a"), "md-h md-h3");
  assert.equal(classes("Blockquote", "> [!WARNING] Look"), "md-callout md-callout-warning");
  assert.equal(classes("Blockquote", "> words"), "md-quote");
  assert.equal(classes("FencedCode", "```question\n"), "md-question");
  assert.equal(classes("Paragraph", "a"), "");
});
