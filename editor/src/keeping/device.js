// What was typed, on this device: an entry for each tab, so that two tabs never write over each other.
const PREFIX = "attending-editor-";

/** A short print of a text: what was sent is recognized by it when the server shows it to us as somebody else's. */
export function print(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    a = Math.imul(a ^ letter, 2654435761);
    b = Math.imul(b ^ letter, 1597334677);
  }
  return `${text.length}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}

export class Device {
  /** `storage` is the browser's, or null where there is none for us; `key` names the text and its author, `tab` this tab. */
  constructor(storage, key, tab) {
    this.storage = storage;
    this.start = `${PREFIX}${key}#`;
    this.name = this.start + tab;
  }

  /** Keeps `{ text, seen, sent, at }`; says whether it could. */
  keep(entry) {
    try {
      this.storage.setItem(this.name, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    this.drop(this.name);
  }

  drop(name) {
    this.storage?.removeItem(name);
  }

  /** What tabs that are gone have left here, newest first; `alive` has the names of those that are still open. */
  left(alive) {
    const names = Object.keys(this.storage ?? {}).filter((name) => name.startsWith(this.start) && name !== this.name && !alive.has(name));
    const entries = names.map((name) => ({ name, ...this.#read(name) }));
    return entries.filter((entry) => typeof entry.text === "string").sort((one, other) => other.at - one.at);
  }

  #read(name) {
    try {
      return JSON.parse(this.storage.getItem(name));
    } catch {
      return null;
    }
  }
}
