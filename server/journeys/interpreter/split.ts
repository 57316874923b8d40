// Which group of a split a debtor is in: a hash of the enrollment and the step, so that it never changes and no two
// steps divide alike. Pure.

/** The arm; weights count against each other. */
export function armOf<Arm extends { id: string; weight: number }>(
  arms: readonly Arm[],
  enrollmentId: string,
  nodeId: string,
): Arm | undefined {
  const total = arms.reduce((sum, arm) => sum + arm.weight, 0);
  let rest = fractionOf(`${enrollmentId}:${nodeId}`) * total;
  for (const arm of arms) {
    rest -= arm.weight;
    if (rest < 0) return arm;
  }
  return arms.at(-1);
}

/** In [0, 1). FNV-1a, then the finalizer of MurmurHash3: neighbouring ids land far apart. */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
