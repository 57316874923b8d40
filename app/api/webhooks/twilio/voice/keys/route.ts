import { z } from "zod";
import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import { callSteps } from "@/server/calls/ports";
import { contextOf } from "@/server/conversations/receive-report";
import { DomainError } from "@/server/errors";

const where = z.object({ step: z.enum(callSteps), attempt: z.coerce.number().int().min(1).max(10) });

/** Keys were pressed, or the time for them passed. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, query, subject, trace }) => {
    const at = where.safeParse(Object.fromEntries(query));
    const ctx = subject && (await contextOf(subject.tenantId, trace));
    if (!subject || !ctx || !at.success) return xml(vendor.hangUp());
    const digits = (fields.Digits ?? "").replace(/[^0-9*]/g, "").slice(0, 10);
    try {
      const turn = await pressKeys(ctx, { touchId: subject.touchId, digits, ...at.data });
      return xml(vendor.speak(turn, subject));
    } catch (error) {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return xml(vendor.hangUp());
      throw error;
    }
  });
}
