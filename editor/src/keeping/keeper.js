// Nothing typed is lost: each change is on the device at once and on the server within two seconds. Knows neither page nor network;
// both are handed in, and so is the clock.
import { merged } from "../merge.js";
import { print } from "./device.js";

const SOON = 800; // after the last key
const LATEST = 2000; // after the first one that is not saved
const FIRST = 1000; // until it is tried again; then twice as long each time
const LONGEST = 30_000;

/** What becomes of an answer that is not the server's yes. */
const TROUBLE = { "unreachable": true, "signed-out": true, "refused": false, "gone": false };

export class Keeper {
  /**
   * `text` and `seen` are the server's. `send({ text, seen, last })` answers `{ kind }`: `saved` with `revision`, `conflict` with
   * `revision`, `text` and `by`, `signed-out`, `unreachable`, `gone`, or `refused` with `why`. `clock` has `now`, `later` and `cancel`.
   * `tell` has `state(kind, answer)`, `saved({ revision, text })` and `conflict(theirs)`.
   */
  constructor({ text, seen, device, send, clock, tell }) {
    Object.assign(this, { text, seen, device, send, clock, tell });
    this.saved = text;
    this.sent = []; // prints of what was sent and never acknowledged: it may have arrived
    this.theirs = null; // what another wrote meanwhile, until the author has chosen
    this.trouble = null;
    this.since = null;
    this.wait = FIRST;
    this.busy = null;
    this.kept = true;
  }

  /** Whether the server has everything. */
  isSaved() {
    return this.text === this.saved && !this.busy && !this.sent.length && !this.theirs;
  }

  /** Takes what the text is now. */
  changed(text) {
    this.text = text;
    if (this.isSaved()) {
      this.#cancel();
      this.since = null;
      this.device.forget();
      this.tell.state("saved");
      return;
    }
    this.#keep();
    this.since ??= this.clock.now();
    if (this.theirs || this.busy) return;
    if (this.trouble && TROUBLE[this.trouble.kind]) return this.tell.state(this.trouble.kind, this.trouble);
    this.tell.state("saving");
    this.#saveIn(Math.max(0, Math.min(SOON, this.since + LATEST - this.clock.now())));
  }

  /** Saves what is not saved yet. `last` is when the page may go away. Resolves when the server, or nobody, has answered. */
  save({ last = false } = {}) {
    this.#cancel();
    if (this.busy) return this.busy.then(() => (this.isSaved() || this.trouble ? undefined : this.save({ last })));
    if (this.isSaved() || this.theirs) return Promise.resolve();
    this.busy = this.#send(last);
    return this.busy;
  }

  /** After a conflict: what both wrote in one text; null where both changed the same place. */
  both() {
    return this.theirs && merged(this.saved, this.text, this.theirs.text);
  }

  /**
   * The author chose after a conflict: their own text stands (`mine`), the other's (`theirs`), or `both` in one. Gives the text that stands;
   * null if that is nothing to choose any more, because what was typed since meets the other's.
   */
  choose(whose) {
    const theirs = this.theirs;
    if (whose === "both") {
      const both = this.both();
      if (both === null) return null;
      this.text = both;
    }
    this.theirs = null;
    this.sent = [];
    Object.assign(this, { seen: theirs.revision, saved: theirs.text });
    this.tell.saved({ revision: theirs.revision, text: theirs.text });
    if (whose === "theirs") {
      this.since = null;
      return theirs.text;
    }
    this.#keep();
    this.save();
    return this.text;
  }

  /** Another tab of the same author saved this. Taken over where nothing here is unsaved; says whether it was. */
  adopt({ revision, text }) {
    if (!this.isSaved() || revision <= this.seen) return false;
    Object.assign(this, { seen: revision, saved: text, text });
    return true;
  }

  /**
   * Another author's text `{ revision, text, by }` that stands now, though nothing of ours met it yet: it is taken over where nothing here is
   * unsaved, and is a conflict otherwise. Says whether it is to be put in place.
   */
  meet(theirs) {
    if (this.busy || this.theirs || theirs.revision <= this.seen) return false;
    if (this.adopt(theirs)) return true;
    this.#cancel();
    this.#conflict(theirs);
    return false;
  }

  async #send(last) {
    const { text, seen } = this;
    this.since = null;
    this.sent = [...this.sent.slice(-9), print(text)];
    this.#keep();
    if (!this.trouble) this.tell.state("saving");
    const answer = await this.send({ text, seen, last });
    this.busy = null;
    if (answer.kind === "saved") this.#arrived(text, answer.revision);
    else if (answer.kind === "conflict") this.#conflict(answer);
    else this.#failed(answer);
  }

  #arrived(text, revision) {
    Object.assign(this, { saved: text, seen: revision, sent: [], trouble: null, wait: FIRST });
    this.tell.saved({ revision, text });
    if (this.text === text) {
      this.device.forget();
      this.tell.state("saved");
    } else {
      this.#keep();
      this.#saveIn(Math.max(0, Math.min(SOON, (this.since ?? this.clock.now()) + LATEST - this.clock.now())));
    }
  }

  #conflict({ revision, text, by }) {
    this.trouble = null;
    // It is no conflict if an earlier sending of ours had arrived and only its answer was lost, or if both wrote the same.
    if (text === this.text || this.sent.includes(print(text))) {
      this.#arrived(text, revision);
      return;
    }
    this.theirs = { revision, text, by };
    this.#keep();
    this.tell.state("conflict");
    this.tell.conflict(this.theirs);
  }

  #failed(answer) {
    this.trouble = answer;
    this.since ??= this.clock.now();
    this.tell.state(answer.kind, answer);
    if (!TROUBLE[answer.kind]) {
      this.sent = []; // an answer came, and it was no: nothing of this has arrived
      return;
    }
    this.#saveIn(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST);
  }

  #keep() {
    const { text, seen, sent } = this;
    this.kept = this.device.keep({ text, seen, sent, at: this.clock.now() });
  }

  #saveIn(time) {
    this.#cancel();
    this.timer = this.clock.later(() => this.save(), time);
  }

  #cancel() {
    this.clock.cancel(this.timer);
  }
}
