// Pasted words are words: whatever in them would be Markdown gets a backslash. So does the dollar sign, which begins a formula.

/** Words anywhere in a line. */
export function words(text) {
  const marked = text.replace(/[\\`*[\]$]/g, "\\$&").replace(/~~/g, "\\~~");
  // An underscore within a word is no emphasis, and an ampersand is itself unless it begins a name of a letter.
  const underscored = marked.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
  return underscored.replace(/&(?=#?\w+;)/g, "\\&").replace(/<(?=[a-z][a-z0-9+.-]*:|[^\s<>@]+@)/gi, "\\<");
}

/** The beginning of a line, where some letters begin a block. */
export function beginning(line) {
  return line
    .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|(?:-\s*){3,}$|=+\s*$|:?-+\s*\||\|)/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

/** A piece of code, with as many backticks around it as it needs. */
export function code(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = /^`|`$/.test(text) ? " " : "";
  return `${fence}${room}${text}${room}${fence}`;
}

/** An address within the brackets of a link. */
export function address(text) {
  return text.replace(/[\s<>]/g, encodeURIComponent).replace(/[()\\]/g, "\\$&");
}
