// Where Twilio reports to. The workspace, and the touch of what we sent, stand in the signed address, so that a report is
// never without a subject, even where our own record of the send was lost.

const path = "/api/webhooks/twilio";

/** A call that came to us was placed by no touch. */
export type CallbackSubject = { tenantId: string; touchId?: string; callId?: string };

/** `kind`: sms/status, voice/answer, voice/keys, voice/status. */
export function callbackUrl(
  publicUrl: string,
  kind: string,
  subject: CallbackSubject,
  extra: Record<string, string> = {},
) {
  const url = new URL(`${path}/${kind}`, publicUrl);
  const { tenantId: tenant, touchId: touch, callId: call } = subject;
  url.search = new URLSearchParams({ tenant, ...(touch && { touch }), ...(call && { call }), ...extra }).toString();
  return url.toString();
}
