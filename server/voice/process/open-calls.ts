// From a token to a call: the stream is redeemed, its conversation loaded, and what became of it kept.
import type { Clock } from "@/server/clock";
import type { Moderation } from "@/server/flows/ports";
import { log } from "@/server/log";
import type { CallEnd, Handing } from "@/server/voice/call/call-ports";
import { CallSession } from "@/server/voice/call/call-session";
import type { Conversation, Skills } from "@/server/voice/conversation";
import type { CallControl, RealtimeModel } from "@/server/voice/ports";
import type { MoneyWatch, Watched } from "@/server/voice/process/money-watch";
import type { OpenCall } from "@/server/voice/process/voice-server";
import { endStream } from "@/server/voice/streams/keep-streams";
import { redeemStream, type Stream } from "@/server/voice/streams/redeem-stream";
import type { VoiceTimings } from "@/server/voice/timings";

/** What a call is led by; null where it cannot be led, as when its debtor is gone. */
export type Lead = {
  conversation: Conversation;
  skills: Skills;
  /** Whose money it is about, and what the conversation knows of it. */
  about?: Pick<Watched, "debtorId" | "known">;
  handing?(callRef: string, control: CallControl): Handing;
  ended(end: CallEnd): Promise<void>;
};

export type CallDesk = {
  processId: string;
  clock: Clock;
  timings: VoiceTimings;
  model: RealtimeModel;
  control: CallControl;
  moderation?: Moderation;
  money: MoneyWatch;
  lead(stream: Stream): Promise<Lead | null>;
};

/** Opens the call of a token. */
export async function openCall(desk: CallDesk, token: string): Promise<OpenCall | "used" | "unknown"> {
  const { clock, processId, timings, model, control, moderation } = desk;
  const stream = await redeemStream(token, { processId, clock });
  if (stream === "used" || stream === "unknown") return stream;
  const { streamId, tenantId, callRef, plan } = stream;
  const lead = await desk.lead(stream);
  if (!lead) {
    await endStream(stream, { by: "fault", detail: "no_conversation" }, clock);
    return "unknown";
  }
  const { conversation, skills, about } = lead;
  if (about) desk.money.add({ streamId, tenantId, ...about });
  const handing = lead.handing?.(callRef, control);
  const told = log.child({ call: streamId, tenantId });
  const note = (what: string, details?: object) => told.info({ ...details }, what);
  return {
    streamId,
    callRef,
    begin: () =>
      new CallSession(
        { callId: streamId, ...plan },
        { model, moderation, control, handing, conversation, skills, clock, timings, note },
      ),
    async ended(end) {
      desk.money.remove(streamId);
      await endStream(stream, end, clock);
      await lead.ended(end);
    },
  };
}
