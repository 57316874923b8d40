import { z } from "zod";
import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { DomainError } from "@/server/errors";
import { afterStream } from "@/server/voice/streams/after-stream";

const where = z.object({ stream: z.uuid() });

/** The line to the voice process is closed, and somebody may still be there. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, query, tenantId }) => {
    const about = where.safeParse(Object.fromEntries(query));
    if (!tenantId || !about.success) return xml(vendor.hangUp());
    const call = { tenantId, streamId: about.data.stream, callRef: fields.CallSid ?? "" };
    try {
      const next = await afterStream(call);
      return xml(next.do === "hang_up" ? vendor.hangUp() : vendor.sayAndHangUp(next));
    } catch (error) {
      if (error instanceof DomainError && error.code === "NOT_FOUND") return xml(vendor.hangUp());
      throw error;
    }
  });
}
