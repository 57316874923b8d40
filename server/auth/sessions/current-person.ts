// The doors' question "who is this, and in which workspace?". The only verbs of server/ that know Next.

import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import type { ApiContext } from "@/server/api/trpc";
import { callerAddress } from "@/server/auth/door/caller-address";
import { sessionCookieName, sessionOf, sessionToken } from "@/server/auth/sessions/next-auth";
import {
  type Membership,
  memberContext,
  resolveMembership,
  resolvePerson,
} from "@/server/auth/sessions/resolve-caller";
import type { Person } from "@/server/auth/sessions/sessions";
import { env } from "@/server/env";
import type { TenantContext } from "@/server/tenant-context";

/** The signed-in person of this request, or null; asked once however many components ask. */
export const currentPerson = cache(async (): Promise<Person | null> => personOf(await sessionToken()));

/** The signed-in person, else off to the sign-in page. */
export async function requirePerson(returnTo?: string): Promise<Person> {
  const person = await currentPerson();
  if (!person) redirect(returnTo ? `/sign-in?next=${encodeURIComponent(returnTo)}` : "/sign-in");
  return person;
}

/** For pages of a workspace: the person, the workspace and what verbs take. Strangers get the same 404 as for nothing. */
export const requireWorkspace = cache(
  async (slug: string): Promise<{ person: Person; workspace: Membership; ctx: TenantContext }> => {
    const person = await requirePerson(`/${slug}`);
    const workspace = await resolveMembership(person.userId, slug);
    if (!workspace) notFound();
    return { person, workspace, ctx: memberContext(workspace, person.userId) };
  },
);

/** The caller of an API request, and the workspace its header or `slug` names. */
export async function apiContext(request: Request, slug?: string): Promise<ApiContext & { person: Person | null }> {
  const requestId = requestIdOf(request);
  const person = await personOf(cookieValue(request.headers.get("cookie"), sessionCookieName()));
  const named = slug ?? request.headers.get("x-duelane-workspace");
  const membership = person && named ? await resolveMembership(person.userId, named) : null;
  return {
    requestId,
    traceId: traceIdOf(request),
    ip: callerAddress(request.headers.get("x-forwarded-for"), env().TRUSTED_PROXIES),
    userAgent: request.headers.get("user-agent"),
    person,
    workspace: person && membership ? memberContext(membership, person.userId, requestId) : null,
  };
}

async function personOf(token: string | undefined): Promise<Person | null> {
  if (!token) return null;
  const session = sessionOf(await decode({ token, secret: env().AUTH_SECRET }).catch(() => null));
  return session ? resolvePerson(session) : null;
}

function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** The id in W3C `traceparent`, so that one trace runs through proxies and us. */
function traceIdOf(request: Request): string {
  const parent = request.headers.get("traceparent")?.match(/^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/);
  return parent?.[1] ?? crypto.randomUUID().replaceAll("-", "");
}

function cookieValue(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at).trim() === name) return decoded(pair.slice(at + 1).trim());
  }
  return undefined;
}

/** A cookie that was never ours may be anything. */
function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
