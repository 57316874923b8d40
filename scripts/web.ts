// The web process alone: `npm run web`, against DATABASE_URL and a build made before. Checks the configuration first,
// so that a half-set one is a sentence and not a stack trace.
import { existsSync } from "node:fs";
import { EnvironmentError, parseEnv } from "@/server/env";
import { endWithSupervisor } from "@/server/process/supervised";

if (existsSync(".env")) process.loadEnvFile(".env");
try {
  const env = parseEnv(process.env);
  process.env.NEXTAUTH_URL ??= env.PUBLIC_URL;
  process.env.NEXTAUTH_SECRET ??= env.AUTH_SECRET;
  process.env.DUELANE_PROCESS ??= "web";
  if (!existsSync(".next/BUILD_ID")) throw new EnvironmentError(["there is no build: run `npm run build` first"]);
  process.argv = [process.argv[0] ?? "node", "next", "start", "-p", String(env.PORT), "-H", env.HOST ?? "0.0.0.0"];
  endWithSupervisor();
  await import("next/dist/bin/next");
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exit(1);
}
