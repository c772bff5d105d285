// Who else has the text open, and whether somebody saved a newer one: asked of the server every so often, which learns by the same that we
// are here. Knows neither page nor network; both are handed in, and so is the clock.
const EVERY = 25_000;
const IDLE = 600_000; // without a key or a touch for so long nobody is here, and the session may come to its end

export class Presence {
  /**
   * `ask({ seen })` answers `{ here, newer }`, which `tell` gets; null if the server did not answer, false if it will not: the draft is over, or
   * the session. `seen` tells the revision that stands here.
   */
  constructor({ ask, seen, clock, tell }) {
    Object.assign(this, { ask, seen, clock, tell });
    this.shown = false;
    this.awake = clock.now();
  }

  /** The page is seen, or it is not. */
  show(shown, { now = false } = {}) {
    this.shown = shown;
    this.clock.cancel(this.timer);
    if (!shown) return;
    if (now) this.#beat();
    else this.#later();
  }

  /** Somebody is at the device. */
  wake() {
    const slept = this.#sleeps();
    this.awake = this.clock.now();
    if (slept) this.show(this.shown, { now: true });
  }

  /** An answer of the server's, to a save too: that was a sign of us as well. */
  heard(answer) {
    if (this.shown) this.#later();
    this.tell(answer);
  }

  #sleeps() {
    return this.clock.now() - this.awake >= IDLE;
  }

  #later() {
    this.clock.cancel(this.timer);
    this.timer = this.clock.later(() => this.#beat(), EVERY);
  }

  async #beat() {
    if (!this.shown || this.#sleeps()) return;
    const answer = await this.ask({ seen: this.seen() });
    if (answer) this.heard(answer);
    else if (answer === null && this.shown) this.#later();
  }
}
