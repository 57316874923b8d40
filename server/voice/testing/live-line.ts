// For *.db.test.ts: a voice process in this one, led by published conversations, between a scripted phone and a scripted model
// that speaks as the sandbox's does. What is done over the vendor's REST interface is written down.
import twilio from "twilio";
import { listCallsInput } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import { listCalls } from "@/server/calls/list-calls";
import { placedConversation } from "@/server/calls/testing/led-call";
import type { FileStore } from "@/server/files/ports";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { sandboxWebhook } from "@/server/providers/sandbox/webhook";
import { twilioDoor } from "@/server/providers/twilio/media-streams/door";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { leadCall } from "@/server/voice/call/lead-call";
import type { CallControl, HumanCall } from "@/server/voice/ports";
import { runVoice, type VoiceProcess } from "@/server/voice/process/run-voice";
import { connectCall } from "@/server/voice/streams/connect-call";
import { sandboxReply } from "@/server/voice/testing/sandbox-reply";
import { dial, type ScriptedPhone } from "@/server/voice/testing/scripted-phone";
import { ScriptedRealtime } from "@/server/voice/testing/scripted-realtime";
import { voiceTimings } from "@/server/voice/timings";

const authToken = "auth-token-of-the-account";
const publicWsUrl = "wss://voice.example";
const SPEED = 20;

export class LiveLines {
  readonly hungUp: string[] = [];
  readonly rung: HumanCall[] = [];
  readonly joined: string[] = [];
  /** The vendor does not ring, or does not bring anybody over. */
  fails: { ring?: boolean; join?: boolean } = {};
  readonly control: CallControl = {
    hangUp: async (callRef) => void this.hungUp.push(callRef),
    sayAndHangUp: async () => {},
    ringHuman: async (human) => {
      if (this.fails.ring) throw new Error("The vendor did not ring.");
      this.rung.push(human);
      return { agentRef: `CA${human.handOverId}` };
    },
    joinHuman: async (callRef) => {
      if (this.fails.join) throw new Error("The vendor did not join.");
      this.joined.push(callRef);
    },
    takeBack: async () => {},
  };
  private readonly model: ScriptedRealtime;
  private voice: VoiceProcess | undefined;

  private constructor(model: ScriptedRealtime) {
    this.model = model;
  }

  static async start(of: { files?: FileStore } = {}): Promise<LiveLines> {
    const model = await ScriptedRealtime.start({ reply: sandboxReply });
    const lines = new LiveLines(model);
    const settings = { apiKey: "sk-test", model: "gpt-realtime-2.1", transcriptionModel: "t", voice: "marin" };
    lines.voice = await runVoice({
      at: { port: 0, host: "127.0.0.1" },
      databaseUrl: process.env.DATABASE_URL ?? "",
      drainMs: 1_000,
      timings: { ...voiceTimings, watchEveryMs: 10 },
      lines: {
        door: twilioDoor({ authToken, publicWsUrl }),
        model: openaiRealtime({ ...settings, url: model.url }),
        control: lines.control,
      },
      lead: (stream) => leadCall(stream, { webhook: sandboxWebhook, files: of.files }),
    });
    return lines;
  }

  async stop() {
    await this.voice?.stop();
    await this.model.close();
  }

  /** Somebody picked up, and the vendor opened the line that it was told of. */
  async talking(of: Parameters<typeof placedConversation>[0] = {}) {
    const placed = await placedConversation(of);
    const callSid = `CA${placed.touchId}`;
    return { ...placed, callSid, phone: await this.connect(placed.ctx, placed.touchId, callSid) };
  }

  /** A line of the call, its first or a later one. */
  async connect(ctx: TenantContext, touchId: string, callSid: string): Promise<ScriptedPhone> {
    const line = await connectCall(ctx, { touchId, callRef: callSid });
    if (!line) throw new Error("The call is not held by a conversation.");
    const path = `/twilio/media/${line.token}`;
    const signature = twilio.getExpectedTwilioSignature(authToken, `${publicWsUrl}${path}`, {});
    const address = `ws://127.0.0.1:${this.voice?.server.port}${path}`;
    return dial(address, { callSid, headers: { "x-twilio-signature": signature }, speed: SPEED });
  }
}

/** The workspace's only call, as its page shows it. */
export async function callOf(ctx: TenantContext) {
  const { rows } = await listCalls(ctx, listCallsInput.parse({}));
  const callId = fromPublicId("call", rows[0]?.id ?? "") ?? "";
  return { callId, ...(await getCall(ctx, { callId })) };
}
