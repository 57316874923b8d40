// A persona on the phone: hears the audio that reaches its ear, and speaks into it. The flow's engine leads, the bridge carries,
// and the model is the sandbox's: the same people as in the typed trial, over the real lines.
import { standingClock } from "@/server/clock";
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import type { ConversationCommand, RecordEntry } from "@/server/flows/interpreter/commands";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { Persona } from "@/server/flows/trial/persona";
import type { Told } from "@/server/flows/trial/run-conversation";
import { simulateSkill } from "@/server/flows/trial/simulated-skills";
import { startCall } from "@/server/voice/testing/call-rig";
import { flowConversation } from "@/server/voice/testing/flow-conversation";
import { sandboxReply } from "@/server/voice/testing/sandbox-reply";
import { until } from "@/server/voice/testing/until";

const SPEED = 60;
/** The flow's waits, in the line's own time. */
const sped = (ms: number) => Math.max(250, ms / 20);

export async function callPersona(trial: {
  flow: ExecutableFlow;
  facts: ConversationFacts;
  persona: Persona;
  startsAt: Date;
}): Promise<Told> {
  const { flow, facts, persona } = trial;
  const records: RecordEntry[] = [];
  const calls: Told["calls"] = [];
  const told: Told = { events: [], state: undefined as never, records, calls, hasEnded: false };
  const unsaid = new Set<string>();
  let isListening = false;
  let isEnding = false;
  const conversation = flowConversation(flow, facts, (event, { state, commands }) => {
    told.events.push(event);
    told.state = state;
    told.hasEnded = state.status === "ended";
    if (event.type === "spoke") unsaid.delete(event.sayId);
    if (event.type === "heard" || event.type === "silent") isListening = false;
    for (const command of commands) {
      if (command.type === "record") records.push(command.entry);
      if (command.type === "say" || command.type === "speak") unsaid.add(command.sayId);
      if (command.type === "listen") isListening = true;
      if (command.type === "end") isEnding = true;
    }
  });
  await using call = await startCall({
    clock: standingClock(trial.startsAt),
    phone: { speed: SPEED },
    model: { reply: sandboxReply },
    plan: { language: persona.language },
    skills: async ({ name, args }) => {
      calls.push({ name, args });
      const outcome = persona.failing.includes(name) ? null : simulateSkill(name, args, facts);
      if (!outcome?.ok) throw new Error("It fails in this trial.");
      return outcome.result;
    },
    converse: (event) => conversation.handle(event).map(faster),
  });
  if (persona.answersAs !== "human") {
    call.session?.tell({ type: "answered_by", who: persona.answersAs, beepHeard: true });
  }
  const used = new Map<Persona["replies"][number], number>();
  let heardTo = 0;
  let otherwise = 0;
  const deadline = performance.now() + 30_000;
  while (call.end === null) {
    await until(
      () =>
        call.end !== null ||
        performance.now() > deadline ||
        (isListening && !isEnding && unsaid.size === 0) ||
        wantsToCutIn(),
      () => `${persona.key} waits: ${JSON.stringify(told.events.slice(-3))}`,
      20_000,
    );
    if (call.end !== null || performance.now() > deadline) break;
    const heard = call.phone.words.slice(heardTo);
    const rule = ruleFor(heard);
    heardTo = call.phone.words.length;
    const text = rule ? rule.says[0] : persona.otherwise[nthOtherwise() % Math.max(1, persona.otherwise.length)];
    if (rule) used.set(rule, (used.get(rule) ?? 0) + 1);
    if (rule?.paysMeanwhile) {
      call.session?.tell({ type: "money_changed", kind: "payment", money: rule.paysMeanwhile });
      // They are told so, and have nothing left to say.
      if (isEnding) continue;
    }
    const before = told.events.length;
    if (text) call.phone.say(text);
    const isAnswered = () => told.events.slice(before).some(({ type }) => type === "heard" || type === "silent");
    await until(
      () => call.end !== null || isAnswered(),
      () => `${persona.key} was not heard`,
      10_000,
    );
  }
  return told;

  function nthOtherwise() {
    otherwise += 1;
    return otherwise - 1;
  }
  function ruleFor(heard: string) {
    return persona.replies.find(
      (rule) =>
        new RegExp(rule.hears, "iu").test(heard) && (rule.times === undefined || (used.get(rule) ?? 0) < rule.times),
    );
  }
  function wantsToCutIn() {
    return isListening && ruleFor(call.phone.words.slice(heardTo))?.interrupts === true;
  }
}

function faster(command: ConversationCommand): ConversationCommand {
  if (command.type === "listen") return { ...command, timeoutMs: sped(command.timeoutMs) };
  return command.type === "set_timer" ? { ...command, ms: sped(command.ms) } : command;
}
