/** First segments of addresses that are not workspaces. */
export const reservedSlugs = new Set(
  "api pay embed unsubscribe workspaces sign-in sign-up sign-out reset-password forgot-password magic-link verify-email invitations sandbox-mail healthz readyz admin static public settings new account".split(
    " ",
  ),
);
