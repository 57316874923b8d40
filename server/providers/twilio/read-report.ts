// Twilio's words for what became of a message or call, in ours. Pure.
import type { CallEnd } from "@/server/calls/ports";
import type { Report } from "@/server/conversations/ports";
import type { TwilioFields } from "@/server/providers/twilio/verify";

/** No such number; others may work for another channel or another day. */
const gone = new Set(["30005", "21211", "21217"]);

/** Null where the message is still under way. */
export function readSmsReport(fields: TwilioFields): Report | null {
  const code = fields.ErrorCode || undefined;
  switch (fields.MessageStatus ?? fields.SmsStatus) {
    case "sent":
      return { status: "sent" };
    case "delivered":
    case "read":
      return { status: "delivered" };
    case "undelivered":
      return { status: "bounced", code, hard: code !== undefined && gone.has(code), ...stopped(code) };
    case "failed":
    case "canceled":
      return { status: "failed", code, ...stopped(code) };
    default:
      return null;
  }
}

const stopped = (code: string | undefined) => (code === "21610" ? { optOut: "carrier" as const } : {});

/** How a call ended; null while it goes on. */
export function readCallEnd(fields: TwilioFields): CallEnd | null {
  switch (fields.CallStatus) {
    case "completed":
      return { outcome: isMachine(fields.AnsweredBy) ? "voicemail" : "answered" };
    case "busy":
      return { outcome: "busy" };
    case "no-answer":
    case "canceled":
      return { outcome: "no_answer" };
    case "failed":
      return { outcome: "failed", code: fields.ErrorCode || fields.SipResponseCode || undefined };
    default:
      return null;
  }
}

/** Why a human who was rung did not come; null while they may still. */
export function readHumanEnd(fields: TwilioFields): "no_answer" | "declined" | "voicemail" | "line_fault" | null {
  switch (fields.CallStatus) {
    case "completed":
      return isMachine(fields.AnsweredBy) ? "voicemail" : "declined";
    case "busy":
    case "no-answer":
    case "canceled":
      return "no_answer";
    case "failed":
      return "line_fault";
    default:
      return null;
  }
}

/** human and unknown are people: a person must never be spoken to as a machine would be, the script is careful anyway. */
export function isMachine(answeredBy: string | undefined): boolean {
  return answeredBy !== undefined && (answeredBy.startsWith("machine") || answeredBy === "fax");
}

/** Twilio's verdict on who picked up, as the conversation takes it. A machine's message may be over, with its beep. */
export function readAnsweredBy(answeredBy: string | undefined): {
  who: "human" | "machine" | "fax" | "unknown";
  beepHeard: boolean;
} {
  if (answeredBy === "human" || answeredBy === "fax") return { who: answeredBy, beepHeard: false };
  if (!answeredBy?.startsWith("machine")) return { who: "unknown", beepHeard: false };
  return { who: "machine", beepHeard: answeredBy.startsWith("machine_end") };
}
