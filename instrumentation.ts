/** Once, when the web process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/server/env");
  if (env().TRUSTED_PROXIES > 0) return;
  const { distrustForwardedHeaders } = await import("@/server/auth/forwarded-headers");
  distrustForwardedHeaders();
}
