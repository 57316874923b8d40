// next-auth with JWTs that carry a session's id; the session itself is a row that can be revoked.

import { cookies } from "next/headers";
import type { AuthOptions } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import GoogleProvider from "next-auth/providers/google";
import { asSystem } from "@/db/system-transaction";
import { callerContext } from "@/server/auth/door/caller-context";
import { sandboxMailboxVisible } from "@/server/auth/mailbox/sandbox-mailbox";
import { endSessions, recordUserEvent, SESSION_DAYS, startSession } from "@/server/auth/sessions/sessions";
import { signInWithGoogle } from "@/server/auth/sign-in/sign-in-with-google";
import { signInWithLink } from "@/server/auth/sign-in/sign-in-with-link";
import { signInWithPassword } from "@/server/auth/sign-in/sign-in-with-password";
import { realClock } from "@/server/clock";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";

const MAX_AGE_SECONDS = SESSION_DAYS * 86_400;

let options: AuthOptions | undefined;

/** The configuration, made on first use from the environment. */
export function authOptions(): AuthOptions {
  process.env.NEXTAUTH_URL ??= env().PUBLIC_URL;
  options ??= makeOptions();
  return options;
}

function makeOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-out" },
    providers: providers(),
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "google") return true;
        const google = profile as { sub?: string; email?: string; email_verified?: boolean; name?: string } | undefined;
        const person = await signInWithGoogle(await callerContext(), {
          subject: google?.sub ?? account.providerAccountId,
          email: google?.email ?? "",
          emailVerified: google?.email_verified === true,
          name: google?.name ?? "",
        });
        if (!person) return "/sign-in?error=GOOGLE_UNVERIFIED";
        user.id = person.userId;
        return true;
      },
      async jwt({ token, user, account }) {
        if (!user) return token;
        const ctx = await callerContext();
        const kind = `signed_in_by_${account?.provider ?? "unknown"}`;
        const { passwordHash } = user as { passwordHash?: string };
        const sid = await asSystem("sign-in", (tx) => startSession(tx, ctx, user.id, kind, { passwordHash }));
        return { sub: user.id, sid };
      },
      // The browser learns nothing from next-auth's own session address; pages ask currentPerson.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const session = sessionOf(token);
        if (!session) return;
        const ctx = await callerContext();
        await asSystem("sign-in", async (tx) => {
          await endSessions(tx, session.userId, realClock.now(), { only: session.sessionId });
          await recordUserEvent(tx, ctx, session.userId, "signed_out");
        });
      },
    },
    logger: {
      error: (code) => log.error({ code }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** Whether people can sign in with Google here. */
export const googleOffered = () => env().google !== undefined;

function providers(): AuthOptions["providers"] {
  const google = env().google;
  return [
    CredentialsProvider({
      id: "password",
      credentials: { email: {}, password: {} },
      authorize: (credentials) =>
        coded(async () => {
          const person = await signInWithPassword(await callerContext(), credentials, {
            requireVerified: !(await sandboxMailboxVisible()),
          });
          // Handed to the callback below and kept nowhere: the token has ids only.
          return { id: person.userId, passwordHash: person.passwordHash };
        }),
    }),
    CredentialsProvider({
      id: "link",
      credentials: { token: {} },
      authorize: (credentials) =>
        coded(async () => {
          const person = await signInWithLink(await callerContext(), credentials);
          return { id: person.userId };
        }),
    }),
    ...(google
      ? [GoogleProvider({ clientId: google.GOOGLE_CLIENT_ID, clientSecret: google.GOOGLE_CLIENT_SECRET })]
      : []),
  ];
}

/** next-auth hands the message of an error to the browser: only ever a code of ours. */
async function coded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw new Error(error.code);
    log.error({ err: error }, "sign-in failed");
    throw new Error("INTERNAL");
  }
}

/** The session a token names. */
export function sessionOf(token: JWT | null): { sessionId: string; userId: string } | null {
  if (!token || typeof token.sub !== "string" || typeof token.sid !== "string") return null;
  return { userId: token.sub, sessionId: token.sid };
}

/** Name of next-auth's session cookie; its prefix makes browsers insist on https. */
export function sessionCookieName(): string {
  const secure = (process.env.NEXTAUTH_URL ?? env().PUBLIC_URL).startsWith("https://");
  return `${secure ? "__Secure-" : ""}next-auth.session-token`;
}

/** The raw session token of the request that Next is answering. */
export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName())?.value;
}
