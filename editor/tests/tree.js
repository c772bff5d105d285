// A tree of HTML for tests, as a browser would make it, with as much of the DOM as the walk over pasted text asks for.
import { parse } from "parse5";

/** The document of some HTML. */
export const html = (text) => node(parse(text));

function node(from, parentNode = null) {
  const type = { "#text": 3, "#comment": 8, "#document": 9, "#documentType": 10 }[from.nodeName] ?? 1;
  const made = { nodeType: type, localName: from.tagName ?? "", nodeValue: from.value, parentNode };
  made.getAttribute = (name) => from.attrs?.find((one) => one.name === name)?.value ?? null;
  made.childNodes = (from.childNodes ?? []).map((child) => node(child, made));
  return made;
}
