// Reproducible numbers from a seed: sfc32, public domain (Chris Doty-Humphrey). Pure.

/** The next unsigned 32-bit number, each time it is called. */
export function sfc32(seed: string): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const char of seed) a = Math.imul(a ^ char.charCodeAt(0), 0x01000193) >>> 0;
  const step = () => {
    const t = (a + b + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 15; i += 1) step();
  return step;
}
