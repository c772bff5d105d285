// Tables of words become tables; what only puts blocks beside each other is unwrapped.
import { attribute, children, elements, isDropped, named, style, text } from "./tree.js";

const LARGE = ["table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"];

/** The rows of a table, not of those within it. */
function rowsOf(table) {
  return children(table).flatMap((child) => {
    if (named(child, "tr")) return [child];
    return named(child, "thead", "tbody", "tfoot") ? children(child).filter((row) => named(row, "tr")) : [];
  });
}

const cellsOf = (row) => children(row).filter((cell) => named(cell, "td", "th") && !isDropped(cell));

/** Whether a table holds data: two columns and two rows at least, and in no cell more than words. */
export function isData(table) {
  const rows = rowsOf(table).map(cellsOf);
  if (rows.length < 2 || Math.max(...rows.map((cells) => cells.length)) < 2) return false;
  return ![...elements(table)].some((node) => named(node, ...LARGE));
}

/** What stands in the cells, in reading order. */
export const contents = (table) => rowsOf(table).flatMap(cellsOf).flatMap(children);

/** A table of Markdown; `line` writes a cell. */
export function table(node, line) {
  const rows = rowsOf(node).map((row) => cellsOf(row).flatMap((cell) => wide(cell, line))).filter((cells) => cells.some((cell) => cell.words));
  const columns = Math.max(...rows.map((cells) => cells.length));
  const full = rows.map((cells) => [...cells, ...Array.from({ length: columns - cells.length }, () => ({ words: "", side: "" }))]);
  const sides = (full[1] ?? full[0]).map(({ side }) => ({ right: "---:", center: ":---:" })[side] ?? "---");
  // A head is bold anyway.
  const [head, ...body] = full.map((cells, at) => `| ${cells.map(({ words }) => (at ? words : words.replace(/^\*\*([^*]+)\*\*$/, "$1"))).join(" | ")} |`);
  const caption = children(node).find((child) => named(child, "caption"));
  const above = caption ? `${line(children(caption))}\n\n` : "";
  return `${above}${[head, `| ${sides.join(" | ")} |`, ...body].join("\n")}`;
}

/** A cell, with empty ones after it where it spans several columns. */
function wide(cell, line) {
  const words = line(children(cell)).replace(/(?<!\\)\|/g, "\\|");
  const inside = children(cell).find((child) => named(child, "p", "div"));
  const side = attribute(cell, "align") || style(cell, "text-align") || (inside ? attribute(inside, "align") || style(inside, "text-align") : "");
  const span = Math.min(50, Number.parseInt(attribute(cell, "colspan"), 10) || 1);
  return [{ words, side: text(cell).trim() ? side.toLowerCase() : "" }, ...Array.from({ length: span - 1 }, () => ({ words: "", side: "" }))];
}
