/** How Node runs our TypeScript, from the root of the project. */
export const sources = ["--import", "./scripts/process/sources.mjs"];

/**
 * How Node runs a worker, and the voice process, where each frame is garbage soon. A batch of some hundred touches is alive
 * from its claim to its receipts: in the young generation's default 16 MB it is copied again and again, a tenth of the time
 * of a send. In package.json likewise.
 */
export const workerFlags = ["--max-semi-space-size=64"];
