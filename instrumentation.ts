/** Once, when the web process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NODE_ENV === "production") {
    const { sendConsoleToLog } = await import("@/server/console-to-log");
    sendConsoleToLog();
  }
  const { env } = await import("@/server/env");
  if (env().TRUSTED_PROXIES > 0) return;
  const { distrustForwardedHeaders } = await import("@/server/auth/door/forwarded-headers");
  distrustForwardedHeaders();
}
