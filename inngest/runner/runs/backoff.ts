// When a failed call is tried again. The steps are those of the Inngest server.

const SECONDS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const JITTER_MS = 30_000;

export type Backoff = (failedAttempt: number) => number;

/** Milliseconds to wait after the given failed attempt (0 is the first), up to 30 s of jitter included. */
export const serverBackoff: Backoff = (failedAttempt) => {
  const seconds = SECONDS[Math.min(failedAttempt, SECONDS.length - 1)] ?? 7_200;
  return seconds * 1_000 + Math.floor(Math.random() * JITTER_MS);
};

/** A Retry-After header as milliseconds from now: seconds, or a date. Undefined when absent or not understood. */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = new Date(header).getTime();
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
