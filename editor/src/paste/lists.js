// Lists: those of HTML, and Word's, which are paragraphs that say to which list and level they belong.
import { attribute, children, elements, isElement, isText, named, style, text } from "./tree.js";

const NUMBER = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i;

/** Whether a node is a paragraph of one of Word's lists. */
export const isWordItem = (node) => isElement(node) && /^l\d+\s+level\d+/.test(style(node, "mso-list"));

/** Word's paragraphs as a list: `{ ordered, start, items: [{ nodes, lists }] }`, several where they are of different kinds. */
export function wordLists(paragraphs) {
  const roots = [];
  const open = [];
  for (const paragraph of paragraphs) {
    const level = Number(style(paragraph, "mso-list").match(/level(\d+)/)[1]);
    const marker = markerOf(paragraph);
    const ordered = NUMBER.test(marker);
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1).ordered !== ordered) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = { level, ordered, start: Number.parseInt(marker, 10) || 1, items: [] };
      (open.at(-1)?.items.at(-1).lists ?? roots).push(list);
      open.push(list);
    }
    open.at(-1).items.push({ nodes: children(paragraph), lists: [] });
  }
  return roots;
}

function markerOf(paragraph) {
  for (const node of elements(paragraph)) if (style(node, "mso-list") === "ignore") return text(node).trim();
  return "";
}

/** A list of HTML in the same form, without items that are notes. Google Docs puts a list of the next level beside its item, not into it. */
export function htmlList(node, notes) {
  const list = { ordered: named(node, "ol"), start: Number.parseInt(attribute(node, "start"), 10) || 1, items: [] };
  for (const child of children(node)) {
    if (notes.has(child) || (isText(child) ? !child.nodeValue.trim() : !isElement(child))) continue;
    if (named(child, "ul", "ol")) (list.items.at(-1) ?? anew(list)).lists.push(htmlList(child, notes));
    else list.items.push({ nodes: named(child, "li") ? children(child) : [child], lists: [] });
  }
  return list;
}

function anew(list) {
  list.items.push({ nodes: [], lists: [] });
  return list.items[0];
}

/** A list as Markdown; `blocks` writes what an item holds. */
export function list({ ordered, start, items }, blocks) {
  const written = items.map(({ nodes, lists }) => [blocks(nodes), lists.map((inner) => list(inner, blocks)).filter(Boolean)]);
  const there = written.filter(([own, inner]) => own.length || inner.length);
  return there.map(([own, inner], at) => {
    const mark = ordered ? `${start + at}. ` : "- ";
    const paragraphs = own.reduce((all, block) => all + (all ? (/^(- |\d+\. )/.test(block) ? "\n" : "\n\n") : "") + block, "");
    const body = [paragraphs, ...inner].filter(Boolean).join("\n");
    return mark + body.replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
  }).join("\n");
}
