// Lines look like what students will see: headings large, callouts with their bar, tables and questions as blocks.
import { syntaxTree } from "@codemirror/language";
import { Decoration, ViewPlugin } from "@codemirror/view";

const BLOCKS = {
  FrontMatter: "md-front",
  Blockquote: "md-quote",
  FencedCode: "md-block",
  CodeBlock: "md-block",
  Table: "md-table",
  FormulaBlock: "md-formula",
};

/** The classes of the lines of a node; none for most. */
export function classes(name, text) {
  const heading = name.match(/^(?:ATX|Setext)Heading([1-6])$/);
  if (heading) return `md-h md-h${heading[1]}`;
  const callout = name === "Blockquote" && text.match(/^>\s?\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/i);
  if (callout) return `md-callout md-callout-${callout[1].toLowerCase()}`;
  if (name === "FencedCode" && /^[`~]{3,}\s*question\b/.test(text)) return "md-question";
  return BLOCKS[name] ?? "";
}

function lines(view) {
  const found = new Map();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({ from, to, enter(node) {
      const name = classes(node.name, BLOCKS[node.name] || /Heading/.test(node.name) ? view.state.sliceDoc(node.from, Math.min(node.to, node.from + 40)) : "");
      if (!name) return;
      for (let at = Math.max(node.from, from); at <= Math.min(node.to, to); ) {
        const line = view.state.doc.lineAt(at);
        found.set(line.from, `${found.get(line.from) ?? ""} ${name}`.trim());
        at = line.to + 1;
      }
    } });
  }
  const sorted = [...found].sort(([one], [other]) => one - other);
  return Decoration.set(sorted.map(([at, name]) => Decoration.line({ class: name }).range(at)));
}

export const look = ViewPlugin.fromClass(class {
  constructor(view) {
    this.decorations = lines(view);
  }

  update(update) {
    if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)) this.decorations = lines(update.view);
  }
}, { decorations: (plugin) => plugin.decorations });
