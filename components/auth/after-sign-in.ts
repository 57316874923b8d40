// Where one goes after signing in. Pure.

/** The page that was asked for, when it is one of ours; else the door that picks the workspace. */
export function afterSignIn(next: string | string[] | null | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/") || next.includes("\\")) return "/workspaces/enter";
  try {
    const url = new URL(next, "http://here.invalid");
    if (url.origin !== "http://here.invalid" || url.pathname.startsWith("/sign-")) return "/workspaces/enter";
    // "/..//evil.example" only becomes an address of another site once its dots are taken out.
    if (url.pathname.startsWith("//")) return "/workspaces/enter";
    return `${url.pathname}${url.search}`;
  } catch {
    return "/workspaces/enter";
  }
}
