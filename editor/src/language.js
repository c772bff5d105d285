// Markdown as lessons have it (docs/content-package.md): with tables, formulas, footnotes and front matter, and without HTML.
import { commonmarkLanguage } from "@codemirror/lang-markdown";
import { Language, syntaxHighlighting } from "@codemirror/language";
import { Tag, styleTags, tagHighlighter, tags } from "@lezer/highlight";
import { Strikethrough, Table } from "@lezer/markdown";

const math = Tag.define();
const note = Tag.define();
const front = Tag.define();
const DOLLAR = 36;

/** Front matter: between two lines of three dashes, at the very beginning. */
const FrontMatter = {
  defineNodes: [{ name: "FrontMatter", block: true }],
  parseBlock: [{
    name: "FrontMatter",
    before: "LinkReference",
    parse(context, line) {
      if (context.lineStart !== 0 || line.text.trimEnd() !== "---") return false;
      while (context.nextLine()) {
        if (line.text.trimEnd() !== "---") continue;
        context.nextLine();
        break;
      }
      context.addElement(context.elt("FrontMatter", 0, context.prevLineEnd()));
      return true;
    },
  }],
};

/** Formulas: between dollars in a line, between two of them in a paragraph. */
const Mathematics = {
  defineNodes: [{ name: "Formula" }, { name: "FormulaBlock", block: true }],
  parseInline: [{
    name: "Formula",
    before: "Emphasis",
    parse(context, next, from) {
      if (next !== DOLLAR) return -1;
      const marks = context.char(from + 1) === DOLLAR ? 2 : 1;
      for (let at = from + marks; at < context.end; at++) {
        if (context.char(at) === 92) at++;
        else if (context.char(at) === DOLLAR) {
          const to = at + marks;
          return at > from + marks && to <= context.end ? context.addElement(context.elt("Formula", from, to)) : -1;
        }
      }
      return -1;
    },
  }],
  parseBlock: [{
    name: "FormulaBlock",
    before: "LinkReference",
    parse(context, line) {
      const begun = line.text.slice(line.pos);
      if (!/^\$\$/.test(begun) || /^\$\$.+\S\$\$.*\S/.test(begun)) return false;
      const from = context.lineStart + line.pos;
      let closed = /^\$\$.*\S.*\$\$\s*$/.test(begun);
      while (context.nextLine() && !closed) closed = /\$\$\s*$/.test(line.text);
      context.addElement(context.elt("FormulaBlock", from, context.prevLineEnd()));
      return true;
    },
  }],
};

/** The mark of a footnote, where it is referred to and where it is written. */
const Footnotes = {
  defineNodes: [{ name: "FootnoteMark" }],
  parseInline: [{
    name: "FootnoteMark",
    before: "Link",
    parse(context, next, from) {
      if (next !== 91) return -1;
      const found = context.slice(from, Math.min(context.end, from + 100)).match(/^\[\^[^\]\s]+\]/);
      return found ? context.addElement(context.elt("FootnoteMark", from, from + found[0].length)) : -1;
    },
  }],
};

const styles = { props: [styleTags({ "Formula FormulaBlock": math, FootnoteMark: note, FrontMatter: front })] };
const parser = commonmarkLanguage.parser.configure([Table, Strikethrough, FrontMatter, Mathematics, Footnotes, styles, { remove: ["HTMLBlock", "HTMLTag"] }]);

/** The language itself. Its data are those of CodeMirror's Markdown, whose commands for lists ask for them. */
export const lesson = new Language(commonmarkLanguage.data, parser, [], "markdown");

/** Classes for pieces of a line; what a whole line is, `look.js` says. */
export const highlighting = syntaxHighlighting(tagHighlighter([
  { tag: tags.emphasis, class: "md-em" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.strikethrough, class: "md-gone" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-url" },
  { tag: tags.monospace, class: "md-code" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], class: "md-mark" },
  { tag: math, class: "md-math" },
  { tag: note, class: "md-note" },
]));
