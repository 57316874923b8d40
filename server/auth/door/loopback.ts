// Pure.

/** Whether a Host header or an address names this machine itself. */
export function isLoopbackHost(host: string | null): boolean {
  if (!host) return false;
  const name = host
    .toLowerCase()
    .replace(/^::ffff:/, "")
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^([^:]+):\d+$/, "$1");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}
