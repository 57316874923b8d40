import { noContent } from "@/app/api/webhooks/door";
import { fromTwilio } from "@/app/api/webhooks/twilio/door";
import { touchOfReference } from "@/server/conversations/find-recipients";
import { receiveReport } from "@/server/conversations/receive-report";

/** What became of a text message. */
export function POST(request: Request) {
  return fromTwilio(request, async ({ vendor, fields, subject, trace }) => {
    const sid = fields.MessageSid ?? fields.SmsSid ?? "";
    const status = fields.MessageStatus ?? fields.SmsStatus ?? "";
    const about = subject ?? (await touchOfReference("twilio", sid));
    const event = { provider: "twilio", externalId: `${sid}:${status}`, kind: "sms.status" } as const;
    const payload = { sid, status, code: fields.ErrorCode ?? null };
    await receiveReport({ ...event, payload }, about, vendor.smsReport(fields), trace);
    return noContent();
  });
}
