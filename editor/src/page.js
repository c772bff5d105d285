// Small pieces of a page.

/** An element with attributes and children; an attribute that is null or undefined is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something. */
export function button(words, act, attributes = {}) {
  const made = element("button", { type: "button", class: "button", ...attributes }, words);
  made.addEventListener("click", act);
  return made;
}

/** A time of day on this device. */
export const hour = (at) => new Date(at).toTimeString().slice(0, 5);

/** When something was: the time alone where it was today. */
export function moment(at) {
  const day = new Date(at);
  const today = day.toDateString() === new Date().toDateString();
  return today ? hour(at) : `${day.toLocaleDateString("en-US", { day: "numeric", month: "short" })}, ${hour(at)}`;
}
