/** Who drives the functions: the embedded runner, a local Inngest dev server, or Inngest (cloud or self-hosted). */
export type InngestMode = "embedded" | "dev-server" | "inngest";

/**
 * INNGEST_DEV hands them to a dev server, INNGEST_EVENT_KEY with INNGEST_SIGNING_KEY to Inngest; without any of
 * them the embedded runner drives them. One key without the other is a half configuration and throws.
 */
export function inngestMode(env: Record<string, string | undefined> = process.env): InngestMode {
  const dev = env.INNGEST_DEV;
  if (dev && dev !== "0" && dev.toLowerCase() !== "false") return "dev-server";
  if (env.INNGEST_EVENT_KEY && env.INNGEST_SIGNING_KEY) return "inngest";
  if (env.INNGEST_EVENT_KEY || env.INNGEST_SIGNING_KEY) {
    throw new Error(
      "Inngest is half configured: set both INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, or neither for the embedded runner.",
    );
  }
  return "embedded";
}
