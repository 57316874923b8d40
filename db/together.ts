// Statements that a transaction gives at once: they travel together and are answered in their order.

/** As Promise.all; ends when all have, with the error that failed the transaction, not one that followed from it. */
export async function together<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
  const ended = await Promise.allSettled(work);
  const errors = ended.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  if (errors.length > 0) throw errors.find((error) => !followsFromAnother(error)) ?? errors[0];
  return ended.map((each) => (each.status === "fulfilled" ? each.value : undefined)) as never;
}

/** "Current transaction is aborted." */
function followsFromAnother(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && current.code === "25P02") return true;
  }
  return false;
}
