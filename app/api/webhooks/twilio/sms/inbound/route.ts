import { xml } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { receiveInbound } from "@/server/conversations/receive-inbound";

/** A text message that came in. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, trace }) => {
    const sid = fields.MessageSid ?? fields.SmsSid ?? "";
    const { From: from = "", To: to = "", Body: text = "" } = fields;
    const reply = { channel: "sms", from, to, text, providerRef: sid } as const;
    await receiveInbound({ provider: "twilio", externalId: `${sid}:inbound` }, reply, trace);
    return xml(vendor.received());
  });
}
