// The web application, built for production; `npm start` after it finds it built.
import { ensureBuilt } from "@/scripts/process/build";
import { StartError } from "@/scripts/process/environment";

try {
  await ensureBuilt(process.cwd());
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
