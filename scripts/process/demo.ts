import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDemoWorkspace, demoEmail } from "@/server/demo/create-demo-workspace";

/** The demo workspace of this installation, made the first time; its sign-in is kept beside the data. */
export async function ensureDemo(dataDir: string): Promise<{ email: string; password: string }> {
  const file = join(dataDir, "demo-sign-in.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as { email: string; password: string };
  console.log("Making the demo workspace (once; some seconds) …");
  const password = randomBytes(9).toString("base64url");
  const { workQueue } = await import("@/server/wiring");
  await createDemoWorkspace(password, workQueue());
  const signIn = { email: demoEmail, password };
  writeFileSync(file, `${JSON.stringify(signIn)}\n`, { mode: 0o600 });
  return signIn;
}
