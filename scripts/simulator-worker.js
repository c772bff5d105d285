// Makes the draws of a simulator beside the page, in chunks, and says how far it is.
self.onmessage = async ({ data: { module, wasm, inputs, number, chunk } }) => {
  const sums = await import(module);
  await sums.default({ module_or_path: wasm });
  const parts = [];
  for (let from = 0; from < number; from += chunk) {
    const part = sums.draw(inputs, from, Math.min(from + chunk, number));
    if (part.length === 0) {
      // A draw is refused: what was made is not what was asked for, and without numbers it is said why.
      parts.length = 0;
      break;
    }
    parts.push(part);
    self.postMessage({ made: Math.min(from + chunk, number) });
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) all.set(part, place), (place += part.length);
  self.postMessage({ html: sums.drawn(inputs, all) });
};
