// What is asked of a pasted tree. Only the simplest part of the DOM, so that tests need no browser.
const ELEMENT = 1;
const TEXT = 3;

export const isElement = (node) => node.nodeType === ELEMENT;
export const isText = (node) => node.nodeType === TEXT;
export const children = (node) => [...(node.childNodes ?? [])];
export const attribute = (node, name) => (isElement(node) ? node.getAttribute(name) : null) ?? "";
export const named = (node, ...names) => isElement(node) && names.includes(node.localName);

/**
 * HTML whose styles are words and no styles: the policy of our pages refuses them even in a tree that is only read, and complains of each.
 */
export function inert(html) {
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, "$1data-style"));
}

/** A property of an element's own style, after [`inert`]; Word writes some that no browser knows. */
export function style(node, property) {
  const found = attribute(node, "data-style").match(new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]*)`, "i"));
  return found ? found[1].trim().toLowerCase() : "";
}

export function hasClass(node, pattern) {
  return attribute(node, "class").split(/\s+/).some((name) => pattern.test(name));
}

/** All elements under a node, in their order. */
export function* elements(node) {
  for (const child of children(node)) {
    if (!isElement(child)) continue;
    yield child;
    yield* elements(child);
  }
}

export function text(node) {
  return isText(node) ? node.nodeValue : children(node).map(text).join("");
}

/** What nobody sees, or what no lesson can hold. */
const DROPPED = ["script", "style", "head", "meta", "link", "title", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "video",
  "audio", "button", "input", "select", "textarea", "xml", "area", "map"];

export function isDropped(node) {
  if (isText(node)) return false;
  if (!isElement(node) || named(node, ...DROPPED)) return true;
  if (attribute(node, "hidden") || /none/.test(style(node, "display")) || style(node, "mso-hide") === "all") return true;
  return style(node, "mso-list") === "ignore" || style(node, "mso-element") === "footnote-list" || style(node, "mso-element") === "comment-list";
}

const BLOCKS = ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
  "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
  "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"];

/** Whether a node stands on lines of its own; an inline one does so too where it holds a block (Google Docs wraps all in a `b`). */
export function isBlock(node) {
  if (!isElement(node) || isDropped(node)) return false;
  return named(node, ...BLOCKS) || children(node).some(isBlock);
}
