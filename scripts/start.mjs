// `npm start` on a machine with nothing but Node 20 and npm. Plain JavaScript without dependencies: it installs
// what is missing, then goes on with the pinned Node that the installation brings.
import { ensureInstalled, run } from "./process/install.mjs";

const node = await ensureInstalled();
process.exitCode = await run(node, [
  "--import",
  "./scripts/process/sources.mjs",
  "scripts/supervise.ts",
  ...process.argv.slice(2),
]);
