// Which network address calls, as far as our own proxies vouch for it. Pure.

/**
 * The caller's address from X-Forwarded-For. Each trusted proxy appends the address it saw, so the caller stands
 * `trustedProxies` entries before the end; without any, the web server itself wrote the only entry.
 */
export function callerAddress(forwardedFor: string | null, trustedProxies: number): string {
  const entries = (forwardedFor ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries[Math.max(0, entries.length - Math.max(1, trustedProxies))] ?? "unknown";
}
