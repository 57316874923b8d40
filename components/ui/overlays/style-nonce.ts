"use client";

/**
 * Libraries that add style elements while the page lives (scroll locks of dialogs and menus) look here for the page's nonce;
 * the content security policy lets no other style element be.
 */
export function StyleNonce() {
  return null;
}

if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
}
