// Work that differs between known and unknown addresses answers at one time.

/** Waits until at least `floorMs` have passed, whether the work succeeded or threw. */
export async function inSteadyTime<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + floorMs;
  try {
    return await work();
  } finally {
    const left = until - performance.now();
    if (left > 0) await new Promise((done) => setTimeout(done, left));
  }
}
