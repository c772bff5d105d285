/** A clock that goes when told to. */
export class Clock {
  time = 0;
  waiting = [];
  now = () => this.time;
  later = (run, after) => { const one = { run, at: this.time + after }; this.waiting.push(one); return one; };
  cancel = (one) => { this.waiting = this.waiting.filter((other) => other !== one); };
  async go(time) {
    for (const end = this.time + time; ; ) {
      const next = this.waiting.filter((one) => one.at <= end).sort((one, other) => one.at - other.at)[0];
      this.time = next?.at ?? end;
      if (!next) break;
      this.cancel(next);
      next.run();
      await settled();
    }
  }
}

/** Everything that waits for an answer has had its turn. */
export const settled = () => new Promise((done) => setImmediate(done));
