// Blocks of pasted HTML as blocks of Markdown. Structure stays, styling goes.
import { line, paragraphs } from "./inline.js";
import { htmlList, isWordItem, list, wordLists } from "./lists.js";
import { contents, isData, table } from "./tables.js";
import { attribute, children, hasClass, isBlock, isDropped, isElement, isText, named, text } from "./tree.js";

/** Some nodes as a list of blocks. */
export function blocks(nodes, told) {
  const found = [];
  let inline = [];
  const flush = () => { found.push(...paragraphs(inline, told)); inline = []; };
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (told.notes.places.has(node)) continue; // it stands at the end
    if (!isBlock(node)) {
      if (isText(node) || !isDropped(node)) inline.push(node);
      continue;
    }
    flush();
    if (!isWordItem(node)) {
      found.push(...block(node, told));
      continue;
    }
    const end = endOfList(nodes, at);
    const items = nodes.slice(at, end).filter(isWordItem);
    found.push(...wordLists(items).map((one) => listed(one, told)));
    at = end - 1;
  }
  flush();
  return found;
}

/** Where a list of Word's that begins here is over: white space and comments do not end it. */
function endOfList(nodes, from) {
  let end = from + 1;
  for (let at = end; at < nodes.length; at++) {
    if (isWordItem(nodes[at])) end = at + 1;
    else if (isElement(nodes[at]) || (isText(nodes[at]) && nodes[at].nodeValue.trim())) break;
  }
  return end;
}

function block(node, told) {
  const level = levelOf(node);
  if (level) return heading(node, level, told);
  const inner = () => blocks(children(node), told);
  if (named(node, "ul", "ol")) return [listed(htmlList(node, told.notes.places), told)].filter(Boolean);
  if (named(node, "li")) return [listed({ ordered: false, start: 1, items: [{ nodes: children(node), lists: [] }] }, told)].filter(Boolean);
  if (named(node, "blockquote")) return quotation(inner());
  if (named(node, "pre")) return listing(node);
  if (named(node, "hr")) return ["---"];
  if (named(node, "dt")) return inner().map((words) => `**${words.replace(/^\*\*|\*\*$/g, "")}**`);
  if (named(node, "table")) return isData(node) ? [table(node, (nodes) => line(nodes, told))] : blocks(contents(node), told);
  return inner();
}

const listed = (one, told) => list(one, (nodes) => withoutHeadings(blocks(nodes, told)));

/** In lists and quotations a lesson has no headings: they are strong words there. */
const withoutHeadings = (all) => all.map((one) => (one.level ? `**${one.words}**` : one));

/** The level of a heading; Word's title is one too. */
function levelOf(node) {
  const digit = node.localName.match(/^h([1-6])$/)?.[1] ?? (attribute(node, "role") === "heading" ? attribute(node, "aria-level") || "2" : undefined);
  if (digit) return Number(digit);
  if (hasClass(node, /^MsoTitle/)) return 1;
  const named = attribute(node, "class").match(/\bMsoHeading([1-6])\b/);
  return named ? Number(named[1]) : 0;
}

function heading(node, level, told) {
  const words = line(children(node), told).replace(/^\*\*([^*]+)\*\*$/, "$1");
  return words ? [{ level, words }] : [];
}

function quotation(inner) {
  if (!inner.length) return [];
  return [joined(withoutHeadings(inner)).replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">")];
}

function listing(node) {
  const words = text(node).replace(/\n$/, "");
  if (!words.trim()) return [];
  const longest = Math.max(2, ...(words.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}\n${words}\n${fence}`];
}

/** Blocks with an empty line between. Headings begin at the second level, whatever the first is where they come from. */
export function joined(all) {
  const levels = all.map((one) => one.level).filter(Boolean);
  const lift = Math.max(0, 2 - Math.min(...levels, 2));
  return all.map((one) => (one.level ? `${"#".repeat(Math.min(6, one.level + lift))} ${one.words}` : one)).join("\n\n");
}
