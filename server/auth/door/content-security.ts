// The headers every answer carries. Pure.

export type SecurityOptions = {
  nonce: string;
  https: boolean;
  development: boolean;
  formTargets?: string[];
  /** Calls are taken over in the browser: it speaks to Twilio, the audio by WebRTC, which no policy covers. */
  browserPhone?: boolean;
};

/** Sonner puts its style element into the page before there is anything in it: the hash of nothing. */
const emptyStyle = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/** The style elements that libraries write without a nonce, by the hash of their text; a test reads it from them again. */
export const libraryStyles = {
  sonner: "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
  "@radix-ui/react-select": "sha256-441zG27rExd4/il+NvIqyL8zFx5XmyNQtE381kSkUJk=",
};

/** Signalling, and the telephone's own sounds. */
const twilioHosts = ["wss://*.twilio.com", "https://*.twilio.com"];

/**
 * Scripts and style elements stand only with this answer's nonce (or a library's hash). Style attributes stay free: React
 * and React Flow render them on the server, where no nonce can cover an attribute and their values are numbers of the
 * moment; with images, fonts and connections bound to us they can carry nothing away. `style-src` is for old browsers.
 */
export function contentSecurityPolicy(options: SecurityOptions): string {
  const { nonce, https, development, formTargets = [], browserPhone = false } = options;
  const connections = ["'self'", ...(development ? ["ws:"] : []), ...(browserPhone ? twilioHosts : [])];
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : [`nonce-${nonce}`, emptyStyle, ...Object.values(libraryStyles)].map((source) => `'${source}'`).join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connections.join(" ")}`,
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
    "permissions-policy": "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()",
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

/** HTML from a route handler, for who has no account: it has no nonce to write, so it brings its own policy. */
export function isDebtorsPage(pathname: string): boolean {
  return /^\/(unsubscribe|pay)\//.test(pathname);
}
