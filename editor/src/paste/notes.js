// Footnotes of Word, Google Docs and encyclopedias: a link to a place in what was pasted, from which a link leads back.
import { attribute, children, elements, isElement, named, style } from "./tree.js";

/**
 * `names`: for each referring link the note's name; `backs`: links that lead back; `texts`: `[name, nodes]` of each note;
 * `places`: the nodes that hold them, which do not stand in the text. `taken` are names the text has already.
 */
export function notes(root, taken) {
  const all = [...elements(root)];
  const places = new Map();
  for (const node of all) {
    for (const id of [attribute(node, "id"), named(node, "a") ? attribute(node, "name") : ""]) if (id && !places.has(id)) places.set(id, node);
  }
  const links = all.filter((node) => named(node, "a") && attribute(node, "href").startsWith("#"));
  const found = { names: new Map(), backs: new Set(), texts: [], places: new Set() };
  const known = new Map();
  for (const link of links) {
    if (found.backs.has(link)) continue;
    const place = holder(places.get(attribute(link, "href").slice(1)));
    const back = place && !within(link, place) && links.filter((other) => within(other, place) && leadsTo(other, link, places));
    if (!back?.length) continue;
    if (!known.has(place)) {
      known.set(place, free(taken));
      found.places.add(place);
      found.texts.push([known.get(place), children(place)]);
    }
    for (const one of back) found.backs.add(one);
    found.names.set(link, known.get(place));
  }
  return found;
}

function free(taken) {
  let number = 1;
  while (taken.has(`note-${number}`)) number++;
  taken.add(`note-${number}`);
  return `note-${number}`;
}

/** The block that holds a note: what has the id itself, or what is around a link that has it. */
function holder(node) {
  for (let at = node; at && isElement(at); at = at.parentNode) {
    if (style(at, "mso-element") === "footnote" || style(at, "mso-element") === "endnote" || named(at, "li", "aside")) return at;
    if (named(at, "p", "dd") && style(at.parentNode, "mso-element") === "") return at;
    if (named(at, "div", "section") && at !== node) return undefined;
  }
  return undefined;
}

function within(node, place) {
  for (let at = node; at; at = at.parentNode) if (at === place) return true;
  return false;
}

/** Whether a link leads to where the other stands: to itself, or to what is close around it. */
function leadsTo(back, link, places) {
  const target = places.get(attribute(back, "href").slice(1));
  return Boolean(target) && (within(link, target) || link.parentNode === target.parentNode);
}
