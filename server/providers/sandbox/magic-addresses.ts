// Addresses that make a sandbox channel fail in a known way, after the vendors' own test addresses. Listed on the
// Sandbox page. Pure.

export type MailFate = "delivered" | "hard_bounce" | "soft_bounce" | "complaint";

/** By the mailbox name: `bounce@…`, `soft-bounce@…`, `complaint@…`, anything after a plus sign ignored. */
export function fateOfMail(address: string): MailFate {
  const mailbox = (address.split("@")[0] ?? "").split("+")[0]?.toLowerCase() ?? "";
  if (mailbox === "bounce" || mailbox === "bounced") return "hard_bounce";
  if (mailbox === "soft-bounce") return "soft_bounce";
  if (mailbox === "complaint" || mailbox === "complained") return "complaint";
  return "delivered";
}

export type NumberFate =
  | "works"
  | "invalid"
  | "blocked_by_carrier"
  | "cannot_text"
  | "text_lost"
  | "busy"
  | "no_answer"
  | "voicemail";

const fates: Record<string, NumberFate> = {
  "+15005550001": "invalid",
  "+15005550004": "blocked_by_carrier",
  "+15005550009": "cannot_text",
  "+15005550010": "busy",
  "+15005550011": "no_answer",
  "+15005550012": "voicemail",
  "+15005550013": "text_lost",
};

/** By the whole number: the 500-555 range in which Twilio keeps its test numbers. */
export function fateOfNumber(number: string): NumberFate {
  return fates[number] ?? "works";
}

/** All of them, for the page. */
export const magicNumbers = Object.entries(fates).map(([number, fate]) => ({ number, fate }));
export const magicMailboxes = [
  { mailbox: "bounce@…", fate: "hard_bounce" },
  { mailbox: "soft-bounce@…", fate: "soft_bounce" },
  { mailbox: "complaint@…", fate: "complaint" },
] as const;
