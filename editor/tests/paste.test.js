import assert from "node:assert/strict";
import test from "node:test";
import { convert } from "../src/paste/convert.js";
import { inert } from "../src/paste/tree.js";
import { html } from "./tree.js";
import { DOCS, ENCYCLOPEDIA, EXCEL, WORD, WORD_NOTES } from "./samples.js";

const md = (text, taken) => convert(html(inert(text)), taken).text;

test("emphasis stays, styling goes", () => {
  assert.equal(md(`<p style="color:red;font-family:Calibri">A <b>bold</b>, <i>slanted</i> and <s>gone</s> <u>word</u></p>`), "A **bold**, *slanted* and ~~gone~~ word");
  assert.equal(md(`<p><b>one </b><b>emphasis</b> and <b><i>both</i></b></p>`), "**one emphasis** and ***both***");
  assert.equal(md(`<p>white<b> space </b>stands outside</p>`), "white **space** stands outside");
});

test("what would be Markdown in the words is escaped", () => {
  assert.equal(md("<p>It costs $50,000, *not* [1] `less`</p>"), "It costs \\$50,000, \\*not\\* \\[1\\] \\`less\\`");
  assert.equal(md("<p># one</p><p>1. two</p><p>- three</p><p>&gt; four</p><p>+5 %</p>"), "\\# one\n\n1\\. two\n\n\\- three\n\n\\> four\n\n+5 %");
  assert.equal(md("<p>snake_case _end_ &amp;amp; R&amp;D</p>"), "snake_case \\_end\\_ \\&amp; R&D");
});

test("links that lead outside stay, others are their words", () => {
  assert.equal(md(`<a href="https://a.example/b_(c)">here</a>`), "[here](https://a.example/b_\\(c\\))");
  assert.equal(md(`<a href="javascript:alert(1)">no</a> <a href="/there">relative</a> <a href="mailto:a@b.example">mail</a>`), "no relative [mail](mailto:a@b.example)");
  assert.equal(md(`<a href="https://www.google.com/url?q=https://a.example/x%3Fy&sa=D"><b>go</b></a>`), "[**go**](https://a.example/x?y)");
});

test("headings begin at the second level and keep their distance", () => {
  assert.equal(md("<h1>Title</h1><h2>Part</h2><p>Text</p>"), "## Title\n\n### Part\n\nText");
  assert.equal(md("<h2><b>Part</b></h2><h4>Deep</h4>"), "## Part\n\n#### Deep");
  assert.equal(md("<ul><li><h3>In a list</h3><p>words</p></li></ul>"), "- **In a list**\n\n  words");
});

test("lists keep their kinds, numbers and levels", () => {
  assert.equal(md("<ul><li>one<ol start='3'><li>deep</li><li>deeper</li></ol></li><li><p>two</p><p>more</p></li></ul>"), "- one\n  3. deep\n  4. deeper\n- two\n\n  more");
  assert.equal(md("<ul><li>one</li><ul><li>beside its item</li></ul></ul>"), "- one\n  - beside its item");
});

test("tables of words are tables, tables of blocks are unwrapped", () => {
  const data = "<table><tr><th>Item</th><th style='text-align:right'>Cost</th></tr><tr><td>A | B</td><td align=right><p>$5</p></td></tr></table>";
  assert.equal(md(data), "| Item | Cost |\n| --- | ---: |\n| A \\| B | \\$5 |");
  assert.equal(md("<table><tr><td><p>left</p></td><td><ul><li>right</li></ul></td></tr></table>"), "left\n\n- right");
  assert.equal(md("<table><tr><td colspan=2>Wide</td></tr><tr><td>a</td><td>b</td></tr></table>"), "| Wide |  |\n| --- | --- |\n| a | b |");
});

test("breaks, code, quotations and raised digits", () => {
  assert.equal(md("a<br>b<br><br>c"), "a\\\nb\n\nc");
  assert.equal(md("<pre><code>let a = `b`;\n</code></pre><p><code>a`b</code></p>"), "```\nlet a = `b`;\n```\n\n``a`b``");
  assert.equal(md("<blockquote><p>one</p><p>two</p></blockquote>"), "> one\n>\n> two");
  assert.equal(md("CO<sub>2</sub> at 5 m<sup>2</sup> on the 3<sup>rd</sup>"), "CO₂ at 5 m² on the 3rd");
});

test("formulas with a source in LaTeX keep it", () => {
  const formula = `<math><semantics><mi>x</mi><annotation encoding="application/x-tex">\\frac{a}{b}</annotation></semantics></math>`;
  assert.equal(md(`<p>So ${formula} holds</p>`), "So $\\frac{a}{b}$ holds");
});

test("nothing of scripts, styles and hidden words comes along, pictures are counted", () => {
  const { text, pictures } = convert(html(inert(`<style>p{}</style><script>alert(1)</script><p>a<span style="display:none">b</span><img src="https://a.example/x.png"></p>`)));
  assert.equal(text, "a");
  assert.deepEqual(pictures, ["https://a.example/x.png"]);
});

test("Word: headings, nested lists of both kinds, emphasis, a table", () => {
  assert.equal(md(WORD), [
    "## Costs and choices",
    "### What is given up",
    "A decision has a **cost** even when nothing is *paid*: see [the paper](https://journal.example/a).",
    "- First point\n- Second point\n  - Inner point\n- Third point",
    "1. Ask\n2. Measure",
    "| Option | Cost |\n| --- | ---: |\n| Usual care | \\$5,000 |",
    "End.",
  ].join("\n\n"));
});

test("Word: footnotes become footnotes, and names that are taken are left alone", () => {
  assert.equal(md(WORD_NOTES, new Set(["note-1"])), "Costs more.[^note-2] And again.[^note-3]\n\n[^note-2]: Arrow KJ. *Uncertainty*. 1963.\n\n[^note-3]: Second note.");
});

test("Google Docs: the wrapping b is no emphasis, weights are", () => {
  assert.equal(md(DOCS), [
    "## Agenda",
    "Bring **numbers** and *stories* to [the meeting](https://a.example/).",
    "- Outer\n  - Inner\n- Next",
    "Last line.",
  ].join("\n\n"));
});

test("Excel: cells become a table", () => {
  assert.equal(md(EXCEL), "| Year | Visits |\n| --- | ---: |\n| 2025 | 1,204 |\n| 2026 | 1,310 |");
});

test("an encyclopedia's references become footnotes", () => {
  assert.equal(md(ENCYCLOPEDIA), "An **ICER** is a ratio.[^note-1]\n\n## References\n\n[^note-1]: Drummond M. *Methods*. 2015.");
});

test("styles are only words in the tree that is read", () => {
  assert.equal(inert(`<p class=x style='a:"b > c"'>style=1</p><STYLE type=x>p{}</STYLE >`), `<p class=x data-style='a:"b > c"'>style=1</p>`);
  assert.equal(inert("<p title=' style=1'>a < b style=2</p>"), "<p title=' data-style=1'>a < b style=2</p>");
});
