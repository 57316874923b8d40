// A whole call for tests: the scripted phone and the scripted model, each in its own corner behind a real socket, and the
// bridge between them. What is said is the test's own small conversation.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type Clock, realClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { acceptStream, type StreamLimits, streamLimits } from "@/server/providers/twilio/media-streams/phone-leg";
import type { CallEnd, CallSetting, Handing } from "@/server/voice/call/call-ports";
import { CallSession } from "@/server/voice/call/call-session";
import type { Conversation, SkillOutcome, Skills } from "@/server/voice/conversation";
import type { LineControl } from "@/server/voice/ports";
import type { CallRecorder } from "@/server/voice/recording/call-recorder";
import { dial, type PhoneOptions, type ScriptedPhone } from "@/server/voice/testing/scripted-phone";
import { type RealtimeScript, ScriptedRealtime } from "@/server/voice/testing/scripted-realtime";
import { until } from "@/server/voice/testing/until";
import { type VoiceTimings, voiceTimings } from "@/server/voice/timings";

type Heard<Type> = Extract<ConversationEvent, { type: Type }>;

export type RigOptions = {
  model?: RealtimeScript;
  phone?: PhoneOptions;
  converse?: (event: ConversationEvent) => ConversationCommand[];
  /** What throws a DomainError is told as such. */
  handing?: Handing;
  skills?: (...asked: Parameters<Skills["run"]>) => Promise<Record<string, unknown>>;
  timings?: Partial<VoiceTimings>;
  limits?: Partial<StreamLimits>;
  control?: Partial<LineControl>;
  plan?: Partial<CallSetting>;
  clock?: Clock;
  recorded?: { by: CallRecorder; is(): boolean };
};

export class CallRig {
  readonly events: ConversationEvent[] = [];
  readonly notes: { what: string; [key: string]: unknown }[] = [];
  readonly hungUp: string[] = [];
  readonly lastWords: { callRef: string; text: string }[] = [];
  end: CallEnd | null = null;
  session: CallSession | null = null;
  constructor(
    readonly phone: ScriptedPhone,
    readonly model: ScriptedRealtime,
    private readonly stop: () => Promise<void>,
  ) {}

  told<Type extends ConversationEvent["type"]>(type: Type): Heard<Type>[] {
    return this.events.filter((event): event is Heard<Type> => event.type === type);
  }

  tells(type: ConversationEvent["type"], count = 1): Promise<void> {
    return until(
      () => this.told(type).length >= count,
      () => `${this.told(type).length} × ${type}, not ${count}: ${JSON.stringify(this.events)}`,
    );
  }

  async ends(): Promise<CallEnd> {
    await until(
      () => this.end !== null,
      () => `the call goes on: ${JSON.stringify(this.events)}`,
    );
    return this.end as CallEnd;
  }

  [Symbol.asyncDispose]() {
    return this.stop();
  }
}

export async function startCall(options: RigOptions = {}): Promise<CallRig> {
  const model = await ScriptedRealtime.start(options.model);
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  let rig: CallRig | undefined;
  const timings = { ...voiceTimings, watchEveryMs: 10, ...options.timings };
  const settings = {
    apiKey: "sk-test",
    url: model.url,
    model: "gpt-realtime-2.1",
    transcriptionModel: "t",
    voice: "marin",
  };
  const events: ConversationEvent[] = [];
  const conversation: Conversation = {
    handle: (event) => {
      events.push(event);
      rig?.events.push(event);
      return options.converse?.(event) ?? [];
    },
  };
  const { recorded } = options;
  const isReady = new Promise<void>((ready) =>
    sockets.on("connection", async (socket) => {
      const session = new CallSession(
        {
          callId: "call_1",
          direction: "outbound",
          language: "en",
          languages: ["en", "hi"],
          instructions: "You speak for Acme Freight.",
          ...options.plan,
        },
        {
          model: recorded?.by.model(openaiRealtime(settings)) ?? openaiRealtime(settings),
          clock: options.clock ?? realClock,
          timings,
          note: (what, details) => rig?.notes.push({ what, ...details }),
          handing: options.handing,
          skills: { run: (...asked) => outcomeOf(options.skills?.(...asked)) },
          conversation: recorded?.by.conversation(conversation, () => recorded.is()) ?? conversation,
          control: {
            hangUp: async (callRef) => void rig?.hungUp.push(callRef),
            sayAndHangUp: async (callRef, { text }) => void rig?.lastWords.push({ callRef, text }),
            ...options.control,
          },
        },
      );
      void session.over.then((end) => {
        if (rig) rig.end = end;
      });
      const phone = await acceptStream(socket, { ...streamLimits, ...options.limits });
      if (rig) rig.session = session;
      session.begin(recorded?.by.line(phone) ?? phone);
      ready();
    }),
  );
  const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const phone = await dial(address, { mute: true, ...options.phone });
  rig = new CallRig(phone, model, async () => {
    rig?.session?.close("us", "test over");
    phone.drop();
    await model.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  phone.begin();
  await isReady;
  return rig;
}

async function outcomeOf(result: Promise<Record<string, unknown>> | undefined): Promise<SkillOutcome> {
  try {
    return { ok: true, result: (await result) ?? {} };
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, error: { code: error.code, message: error.message } };
    throw error;
  }
}

/** Greets, and then listens for whatever comes. */
export function greeting(text = "Hello.", interruptible = true): ConversationCommand[] {
  return [{ type: "say", sayId: "say_1", text, language: "en", interruptible }, listen("turn_1")];
}

export function listen(turnId: string, timeoutMs = 60_000): ConversationCommand {
  const choices = [
    { id: "pays", description: "They will pay." },
    { id: "disputes", description: "They say the invoice is wrong." },
  ];
  return { type: "listen", turnId, instruction: "", choices, skills: [], timeoutMs };
}

export const say = (sayId: string, text: string, interruptible = true): ConversationCommand => ({
  type: "say",
  sayId,
  text,
  language: "en",
  interruptible,
});
