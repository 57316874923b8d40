// A report about a human who is rung to take a call over: which, beside the call itself.
import { z } from "zod";
import { noContent } from "@/app/api/webhooks/door";
import { fromTwilio, type TwilioRequest } from "@/app/api/webhooks/twilio/door";
import { contextOf } from "@/server/conversations/receive-report";
import type { TenantContext } from "@/server/tenant-context";

const where = z.object({ handover: z.uuid(), call: z.uuid() });

export type AboutHuman = Pick<TwilioRequest, "vendor" | "fields"> & {
  ctx: TenantContext;
  of: { handOverId: string; callId: string };
};

/** Nothing is answered about what we do not know. */
export function aboutHuman(request: Request, handle: (asked: AboutHuman) => Promise<Response>): Promise<Response> {
  return fromTwilio(request, async ({ vendor, fields, query, tenantId, trace }) => {
    const about = where.safeParse(Object.fromEntries(query));
    const ctx = tenantId && (await contextOf(tenantId, trace));
    if (!ctx || !about.success) return noContent();
    const { handover: handOverId, call: callId } = about.data;
    return handle({ vendor, fields, ctx, of: { handOverId, callId } });
  });
}
