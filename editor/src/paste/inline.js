// Words with their emphasis, links and notes. They become pieces first, so that Word's `<b>a</b><b>b</b>` is one emphasis.
import * as escape from "./escape.js";
import { attribute, children, isBlock, isDropped, isText, named, style, text } from "./tree.js";

const RAISED = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "+": "⁺", "-": "⁻", "−": "⁻", "n": "ⁿ" };
const LOWERED = { 0: "₀", 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉", "+": "₊", "-": "₋", "−": "₋" };

/** The pieces of some nodes: `{ words, href, strong, em, strike, code, raw }`. A line break is a raw `\n`. */
export function pieces(nodes, told, marks = {}) {
  return nodes.flatMap((node) => {
    if (isText(node)) return [{ words: node.nodeValue.replace(/[\s\u00a0]+/g, " "), ...marks }];
    if (isDropped(node)) return [];
    if (named(node, "br")) return [{ words: "\n", raw: true }];
    if (named(node, "img")) return picture(node, told);
    if (named(node, "math")) return formula(node);
    const note = told.notes.names.get(node);
    if (note) return [{ words: `[^${note}]`, raw: true }];
    if (told.notes.backs.has(node)) return [];
    const inner = pieces(children(node), told, { ...marks, ...marksOf(node, marks) });
    const shifted = shift(node, inner);
    return isBlock(node) ? [{ words: " ", ...marks }, ...shifted, { words: " ", ...marks }] : shifted;
  });
}

function picture(node, told) {
  told.pictures.push(attribute(node, "src"));
  return [];
}

function formula(node) {
  const source = [...children(node)].flatMap(function find(child) {
    return named(child, "annotation") && /tex/i.test(attribute(child, "encoding")) ? [text(child)] : children(child).flatMap(find);
  })[0];
  const block = attribute(node, "display") === "block" ? "$$" : "$";
  return source ? [{ words: block + source.trim().replace(/^(?=\d)/, "{}") + block, raw: true }] : [{ words: text(node) }];
}

/** What an element says of its words. A weight of its own takes an emphasis back: Google Docs has `b` with a normal weight. */
function marksOf(node, marks) {
  const found = {};
  const weight = style(node, "font-weight");
  const slant = style(node, "font-style");
  if (named(node, "b", "strong") || /^(bold|bolder|[6-9]00)$/.test(weight)) found.strong = true;
  if (/^(normal|lighter|[1-4]00)$/.test(weight)) found.strong = false;
  if (named(node, "i", "em", "cite", "dfn", "var") || slant === "italic") found.em = true;
  if (slant === "normal") found.em = false;
  if (named(node, "s", "del", "strike") || /line-through/.test(style(node, "text-decoration"))) found.strike = true;
  if (named(node, "code", "kbd", "samp", "tt")) found.code = true;
  if (named(node, "a") && !marks.href) found.href = addressOf(attribute(node, "href"));
  return found;
}

/** Where a link leads, if that is outside; Google puts itself between. */
function addressOf(href) {
  const wrapped = href.match(/^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/);
  const address = wrapped ? decodeURIComponent(wrapped[1]) : href.trim();
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : undefined;
}

/** Raised and lowered digits have letters of their own; other words stay on the line. */
function shift(node, inner) {
  const align = style(node, "vertical-align");
  const letters = named(node, "sup") || align === "super" ? RAISED : named(node, "sub") || align === "sub" ? LOWERED : null;
  if (!letters) return inner;
  const all = inner.map((piece) => piece.words).join("").trim();
  if (!all || [...all].some((letter) => !letters[letter])) return inner;
  return inner.map((piece) => ({ ...piece, words: [...piece.words].map((letter) => letters[letter] ?? letter).join("") }));
}

const MARKS = [
  ["href", (inner, href) => `[${inner}](${escape.address(href)})`],
  ["strong", (inner) => `**${inner}**`],
  ["em", (inner) => `*${inner}*`],
  ["strike", (inner) => `~~${inner}~~`],
];

/** Pieces as one text of Markdown; white space stands outside of marks. */
export function written(all, marks = MARKS) {
  if (!marks.length) return all.map(plain).join("");
  const [[name, wrap], ...others] = marks;
  return runs(all, name).map((run) => {
    const inner = written(run, others);
    const value = run[0][name];
    if (!value || !inner.trim()) return inner;
    const [, before, middle, after] = inner.match(/^(\s*)([^]*?)(\s*)$/);
    return before + wrap(middle, value) + after;
  }).join("");
}

function plain(piece) {
  if (piece.raw) return piece.words;
  return piece.code && piece.words.trim() ? escape.code(piece.words) : escape.words(piece.words);
}

/** Neighbors that share a mark; white space and notes between two of a kind belong to them. */
function runs(all, name) {
  const found = [];
  for (const piece of all) {
    const last = found.at(-1);
    if (last && (last[0][name] || undefined) === (piece[name] || undefined)) last.push(piece);
    else found.push([piece]);
  }
  return found;
}

/** Nodes as paragraphs: one break is a break, two begin another paragraph. */
export function paragraphs(nodes, told) {
  const lines = [[]];
  for (const piece of pieces(nodes, told)) {
    if (piece.raw && piece.words === "\n") lines.push([]);
    else lines.at(-1).push(piece);
  }
  const texts = lines.map((line) => escape.beginning(written(line).replace(/ {2,}/g, " ").trim()));
  const found = texts.join("\n").split(/\n{2,}/).map((paragraph) => paragraph.trim().replace(/\n/g, "\\\n"));
  return found.filter(Boolean);
}

/** Nodes as one line: for cells and headings. */
export function line(nodes, told) {
  const all = pieces(nodes, told).map((piece) => (piece.words === "\n" ? { words: " " } : piece));
  return written(all).replace(/\s+/g, " ").trim();
}
