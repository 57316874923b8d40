/** The workspace this browser showed last; a convenience, never a permission. */
export const LAST_WORKSPACE_COOKIE = "workspace";
