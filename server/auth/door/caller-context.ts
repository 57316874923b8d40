import { headers } from "next/headers";
import { callerAddress } from "@/server/auth/door/caller-address";
import { type PersonContext, personContext } from "@/server/auth/door/person-context";
import { env } from "@/server/env";

/** Who calls, from the request that Next is answering. */
export async function callerContext(): Promise<PersonContext> {
  const sent = await headers();
  return personContext({
    requestId: sent.get("x-request-id") ?? crypto.randomUUID(),
    ip: callerAddress(sent.get("x-forwarded-for"), env().TRUSTED_PROXIES),
    userAgent: sent.get("user-agent"),
  });
}
