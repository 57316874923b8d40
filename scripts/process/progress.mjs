// Long work is never silent: a line every ten seconds with how long it has taken and what is being done. No dependencies.
const EVERY_MS = 10_000;

/**
 * @param {() => string} doing what to add to the line, as far as it is known
 * @returns {{ stop(): void }}
 */
export function sayProgress(doing, { everyMs = EVERY_MS, say = console.log } = {}) {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const now = doing();
    say(`  … ${seconds} s${now ? `: ${now}` : ""}`);
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
