import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { requirePerson } from "@/server/auth/sessions/current-person";
import { LAST_WORKSPACE_COOKIE } from "@/server/auth/sessions/last-workspace";
import { listWorkspaces } from "@/server/auth/sessions/resolve-caller";
import { LOCALE_COOKIE } from "@/server/i18n/locales";

/** After sign-in: the workspace one was in last, or the only one; else the list. */
export async function GET() {
  const person = await requirePerson("/workspaces/enter");
  // On a new device the person's language counts, not the browser's.
  const jar = await cookies();
  if (!jar.has(LOCALE_COOKIE))
    jar.set(LOCALE_COOKIE, person.language, { path: "/", sameSite: "lax", maxAge: 31_536_000 });
  const workspaces = await listWorkspaces(person.userId);
  const last = jar.get(LAST_WORKSPACE_COOKIE)?.value;
  const known = workspaces.find((workspace) => workspace.slug === last);
  const only = workspaces.length === 1 ? workspaces[0] : undefined;
  redirect(known || only ? `/${(known ?? only)?.slug}` : "/workspaces");
}
