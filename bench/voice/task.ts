// What the processes of bench:voice tell each other.

/** In a caller: so many calls to that address, and a frame of each every 20 ms. */
export type CallerTask = {
  address: string;
  calls: number;
  seconds: number;
  /** Frames before it are not counted. */
  warmSeconds: number;
  /** Each call's person cuts in that often, if at all. */
  bargeInEverySeconds: number | null;
};

export type CallerAnswer = {
  /** From sending a frame to hearing it back, in milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  frames: number;
  lost: number;
  reordered: number;
  doubled: number;
  /** From the frame with which they cut in to `clear`. */
  bargeIns: number;
  clearP95: number | null;
  unplayedMsMax: number;
};

/** Of the process between: what it used since it was last asked. */
export type Usage = { cpuMs: number; wallMs: number; rssMb: number; heapMb: number };

/** Answers each `"usage"` with what was used since the last, after a collection where the process may ask for one. */
export function answerUsage() {
  let used = process.cpuUsage();
  let at = performance.now();
  process.on("message", (message) => {
    if (message !== "usage" && message !== "usage after gc") return;
    if (message === "usage after gc") globalThis.gc?.();
    const { user, system } = process.cpuUsage(used);
    const { rss, heapUsed } = process.memoryUsage();
    const wallMs = performance.now() - at;
    const usage: Usage = { cpuMs: (user + system) / 1_000, wallMs, rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
    process.send?.(usage);
    used = process.cpuUsage();
    at = performance.now();
  });
}

/** A frame whose second byte says so is somebody cutting in. */
export const BARGE_IN = 1;
