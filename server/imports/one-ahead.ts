/** The same values, the next of which is made while one is used. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let ahead = source.next();
  try {
    for (;;) {
      const { done, value } = await ahead;
      if (done) return;
      ahead = source.next();
      // Its failure is thrown when its turn comes.
      ahead.catch(() => {});
      yield value;
    }
  } finally {
    await ahead.catch(() => {});
    await source.return(undefined);
  }
}
