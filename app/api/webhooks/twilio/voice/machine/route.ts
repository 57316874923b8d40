import { noContent } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { withTenant } from "@/db/tenant-transaction";
import { contextOf } from "@/server/conversations/receive-report";
import { tellCall } from "@/server/voice/inbox/tell-call";

/** Who picked up, told while the call goes on: asynchronous answering machine detection. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, subject, trace }) => {
    const ctx = subject && (await contextOf(subject.tenantId, trace));
    if (!ctx) return noContent();
    const verdict = vendor.answeredBy(fields.AnsweredBy);
    const event = { type: "answered_by", at: ctx.clock.now().toISOString(), ...verdict } as const;
    await withTenant(ctx, (tx) => tellCall(tx, ctx, subject, event));
    return noContent();
  });
}
