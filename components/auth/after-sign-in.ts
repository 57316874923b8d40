// Where one goes after signing in. Pure.

/** The page that was asked for, when it is one of ours; else the door that picks the workspace. */
export function afterSignIn(next: string | null | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/workspaces/enter";
  try {
    const url = new URL(next, "http://here.invalid");
    if (url.origin !== "http://here.invalid" || url.pathname.startsWith("/sign-")) return "/workspaces/enter";
    return `${url.pathname}${url.search}`;
  } catch {
    return "/workspaces/enter";
  }
}
