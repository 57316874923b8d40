// `npm test`: sets everything up, the browser included, and runs every test. No dependencies: it may be the first
// thing run on a machine.
import { ensureInstalled, run } from "./process/install.mjs";

const node = await ensureInstalled();
process.exitCode = await run(node, [
  "--import",
  "./scripts/process/sources.mjs",
  "scripts/run-tests.ts",
  ...process.argv.slice(2),
]);
