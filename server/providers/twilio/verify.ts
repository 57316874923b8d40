// Whether a request came from Twilio: the signature covers the address it was sent to and every field.
import { timingSafeEqual } from "node:crypto";
import twilio from "twilio";

export type TwilioFields = Record<string, string>;

/** The fields when the signature fits, else null. `publicUrl` is our address as Twilio was told it, never the Host header. */
export function verifiedTwilioFields(
  settings: { TWILIO_AUTH_TOKEN: string; TWILIO_ACCOUNT_SID: string },
  publicUrl: string,
  request: { url: string; signature: string | null; body: string },
): TwilioFields | null {
  const asked = new URL(request.url);
  const told = new URL(asked.pathname + asked.search, publicUrl).toString();
  const form = new URLSearchParams(request.body);
  // A field that comes several times is signed with each of its values.
  const signed = Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
  const fields = Object.fromEntries(form);
  if (!request.signature) return null;
  if (!twilio.validateRequest(settings.TWILIO_AUTH_TOKEN, request.signature, told, signed)) return null;
  return sameText(fields.AccountSid ?? "", settings.TWILIO_ACCOUNT_SID) ? fields : null;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
