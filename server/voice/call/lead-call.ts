// The conversation of a call's line: opened from the call itself, and kept as it goes on.
import { type LedConversation, openLedConversation } from "@/server/calls/led/led-conversation";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { DomainError } from "@/server/errors";
import type { FileStore } from "@/server/files/ports";
import { log } from "@/server/log";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { Handing } from "@/server/voice/call/call-ports";
import { giveUpHandOver } from "@/server/voice/handing-over/answer-human";
import { givenBack } from "@/server/voice/handing-over/give-back";
import { joinHuman } from "@/server/voice/handing-over/join-human";
import { ringHuman } from "@/server/voice/handing-over/ring-human";
import type { CallControl } from "@/server/voice/ports";
import type { Lead } from "@/server/voice/process/open-calls";
import { storedTapes } from "@/server/voice/recording/stored-tapes";
import type { Stream } from "@/server/voice/streams/redeem-stream";

const TRIES = 5;
const PAUSE_MS = 1_000;

export type LeadPorts = {
  /** Of the workspace's own skills. */
  webhook: WebhookPort;
  /** Where recordings are kept; absent: none are made. */
  files?: FileStore;
};

/** null where there is nothing to lead it by: the debtor or the call is gone. */
export async function leadCall({ tenantId, callId, streamId }: Stream, ports: LeadPorts): Promise<Lead | null> {
  const { webhook, files } = ports;
  const led = await open(tenantId, callId);
  const back = led?.state.status === "handed_over" ? await givenBack(led.ctx, led.call.id) : null;
  return (
    led && {
      conversation: {
        // A line that is opened again, after a human had the call: it is given back, where they said.
        handle: (event) => led.step(event.type === "begun" && back ? { ...back, at: event.at } : event),
        answeredAfter: (sayId, ms) => led.answeredAfter(sayId, ms),
      },
      about: { debtorId: led.call.debtorId, known: () => led.state.facts.money },
      skills: { run: (skill) => led.runSkill(skill, webhook) },
      ...(files &&
        led.state.facts.recording && {
          recording: {
            tapes: storedTapes(led.ctx, { callId: led.call.id, streamId }, files),
            isOn: () => led.state.recording?.is === "on",
          },
        }),
      handing: (callRef, control) => handingOf(led, callRef, control),
      ended: () => keepAtLast(led),
    }
  );
}

async function open(tenantId: string, callId: string): Promise<LedConversation | null> {
  try {
    return await openLedConversation(await systemContext(tenantId, "call"), { callId }, "always");
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

function handingOf(led: LedConversation, callRef: string, control: CallControl): Handing {
  const { ctx, call } = led;
  const { id: callId } = call;
  return {
    ring: ({ transferId, to, brief }) =>
      ringHuman(
        ctx,
        { callId, transferId, requestedBy: null, to: { number: to }, brief, language: led.state.language },
        control,
      ),
    giveUp: (transferId) => giveUpHandOver(ctx, { callId, transferId }),
    join: () => joinHuman(ctx, { callId, callRef }, control),
    isTheirs: () => led.state.status === "handed_over",
  };
}

/** The database may be away for a moment; what was said on the call is not given up for it. */
async function keepAtLast(led: LedConversation): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await led.kept();
    } catch (error) {
      if (tries >= TRIES) {
        log.error({ err: error, call: led.call.id }, "what was said on a call could not be kept");
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
