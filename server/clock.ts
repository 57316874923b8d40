// Time is an input. Domain code asks the context's clock; only this file reads the machine's.

export type Clock = { now(): Date };

export const realClock: Clock = { now: () => new Date() };

/** A clock that stands at an instant: a sandbox workspace's, or a test's. */
export function standingClock(at: Date): Clock {
  return { now: () => new Date(at) };
}
