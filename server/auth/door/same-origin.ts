// Cross-site request forgery: a browser says where a request comes from, and that cannot be forged by a page. Pure.

/**
 * Whether a request that changes something comes from another site. Browsers send Origin with every such request;
 * a caller without Origin and without Sec-Fetch-Site is no browser and carries nobody's cookies.
 */
export function isForeign(request: { method: string; headers: Headers }, ownOrigins: readonly string[]): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const origin = request.headers.get("origin");
  if (origin === null) {
    const site = request.headers.get("sec-fetch-site");
    return site !== null && site !== "same-origin" && site !== "none";
  }
  if (ownOrigins.includes(origin)) return false;
  // Opened by another name of the same host (127.0.0.1 for localhost): the browser itself says it is one origin.
  return !(request.headers.get("sec-fetch-site") === "same-origin" && hostOf(origin) === request.headers.get("host"));
}

/** Whether an address holds what no name or id has: broken escapes, or a NUL that databases and files refuse. */
export function isBrokenAddress(url: { pathname: string; search: string }): boolean {
  if (/%00/.test(url.pathname + url.search)) return true;
  try {
    decodeURIComponent(url.pathname);
    return false;
  } catch {
    return true;
  }
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
