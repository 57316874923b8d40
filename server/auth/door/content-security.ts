// The headers every answer carries. Pure.

export type SecurityOptions = { nonce: string; https: boolean; development: boolean; formTargets?: string[] };

/**
 * Scripts run only with this answer's nonce. Styles may stand inline: React renders style attributes, toasts and
 * scroll locks insert style elements, and with images, fonts and connections bound to us they can carry nothing away.
 */
export function contentSecurityPolicy({ nonce, https, development, formTargets = [] }: SecurityOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Headers besides the policy, the same for every answer. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    ...(https ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}

/**
 * Doors that need no cookie: other machines call them with their own proof, and the pay page's address is its proof
 * (its forms carry Origin "null", because it tells nobody where it stands). Everything else acts by cookie.
 */
export function calledByMachines(pathname: string): boolean {
  return /^\/(api\/(webhooks|inngest|v1)|unsubscribe|pay)(\/|$)/.test(pathname);
}
