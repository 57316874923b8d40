// A request of Twilio's, verified; whom it is about stands in its signed address.
import { z } from "zod";
import { forbidden, webhook } from "@/app/api/webhooks/door";
import { twilioWebhooks } from "@/server/wiring";

type Vendor = NonNullable<ReturnType<typeof twilioWebhooks>>;

export type TwilioRequest = {
  vendor: Vendor;
  fields: NonNullable<ReturnType<Vendor["read"]>>;
  query: URLSearchParams;
  /** The workspace that the address names, and the touch, where it is about one of ours. */
  tenantId: string | null;
  subject: { tenantId: string; touchId: string } | null;
  trace: { requestId?: string };
};

const subjectQuery = z.object({ tenant: z.uuid(), touch: z.uuid().optional() });

/** 403 without a fitting signature, 404 where Twilio is not set up. */
export function fromTwilio(request: Request, handle: (asked: TwilioRequest) => Promise<Response>): Promise<Response> {
  return webhook(request, async (body, trace) => {
    const vendor = twilioWebhooks();
    if (!vendor) return new Response(null, { status: 404 });
    const fields = vendor.read({ url: request.url, signature: request.headers.get("x-twilio-signature"), body });
    if (!fields) return forbidden();
    const query = new URL(request.url).searchParams;
    const named = subjectQuery.safeParse(Object.fromEntries(query));
    const { tenant: tenantId = null, touch: touchId } = named.data ?? {};
    const subject = tenantId && touchId ? { tenantId, touchId } : null;
    return handle({ vendor, fields, query, tenantId, subject, trace });
  });
}
