import assert from "node:assert/strict";
import test from "node:test";
import { BLOCKS } from "../src/blocks.js";

const templates = BLOCKS.filter(({ template }) => template).map(({ name, template }) => [name, typeof template === "function" ? template() : template]);

test("there is a block for everything lessons can hold", () => {
  for (const word of ["callout", "figure", "table", "footnote", "mathematics", "video", "simulator", "question"]) {
    assert.ok(BLOCKS.some(({ words }) => words.includes(word)), word);
  }
  const kinds = templates.map(([, text]) => text.match(/^kind: (\w+)$/m)?.[1]).filter(Boolean);
  assert.deepEqual(kinds, ["single", "multiple", "numeric", "matching", "ordering", "short", "text"]);
});

test("no place to fill in is bound to another, and none is a bare number, which would be its order", () => {
  for (const [name, text] of templates) {
    const places = [...text.matchAll(/\$\{([^}]*)\}/g)].map((found) => found[1]);
    assert.equal(new Set(places).size, places.length, name);
    assert.ok(places.every((place) => !/^\d+$/.test(place)), name);
    const numbered = places.filter((place) => /^\d+:/.test(place));
    assert.ok(!numbered.length || numbered.length === places.length, name);
  }
});

test("a question's id is never given twice", () => {
  const { template } = BLOCKS.find(({ name }) => name === "Question: ordering");
  const ids = Array.from({ length: 200 }, () => template().match(/^id: (.+)$/m)[1]);
  assert.equal(new Set(ids).size, 200);
  assert.ok(ids.every((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)));
});
