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
import { CallRecorder } from "@/server/voice/recording/call-recorder";
import type { Tapes } from "@/server/voice/recording/tapes";
import { endStream } from "@/server/voice/streams/keep-streams";
import { redeemStream, type Stream } from "@/server/voice/streams/redeem-stream";
import type { VoiceTimings } from "@/server/voice/timings";

/** What a call is led by; null where it cannot be led, as when its debtor is gone. */
export type Lead = {
  conversation: Conversation;
  skills: Skills;
  /** Whose money it is about, and what the conversation knows of it. */
  about?: Pick<Watched, "debtorId" | "known">;
  /** Where what is said goes, and whether it may; absent: nothing is recorded. */
  recording?: { tapes: Tapes; isOn(): boolean };
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
  const { recording } = lead;
  const recorder = recording && new CallRecorder(recording.tapes, clock, note);
  const ends = {
    model: recorder?.model(model) ?? model,
    conversation: recorder?.conversation(conversation, () => recording?.isOn() === true) ?? conversation,
  };
  return {
    streamId,
    callRef,
    begin: () =>
      new CallSession(
        { callId: streamId, ...plan },
        { ...ends, moderation, control, handing, skills, clock, timings, note },
      ),
    line: (phone) => recorder?.line(phone) ?? phone,
    async ended(end) {
      desk.money.remove(streamId);
      await endStream(stream, end, clock);
      await Promise.all([lead.ended(end), recorder?.kept()]);
    },
  };
}
