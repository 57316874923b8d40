/** Resolves when the condition holds; fails with what it was instead. */
export async function until(holds: () => boolean, otherwise: () => string, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(otherwise());
    await new Promise((done) => setTimeout(done, 2));
  }
}
