// Where Twilio reports to. The touch and its workspace stand in the signed address, so that a report is never without
// a subject, even where our own record of the send was lost.

const path = "/api/webhooks/twilio";

export type CallbackSubject = { tenantId: string; touchId: string };

/** `kind`: sms/status, voice/answer, voice/keys, voice/status. */
export function callbackUrl(
  publicUrl: string,
  kind: string,
  subject: CallbackSubject,
  extra: Record<string, string> = {},
) {
  const url = new URL(`${path}/${kind}`, publicUrl);
  url.search = new URLSearchParams({ tenant: subject.tenantId, touch: subject.touchId, ...extra }).toString();
  return url.toString();
}
