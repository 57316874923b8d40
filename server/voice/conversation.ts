// What the bridge tells the conversation's engine and is asked to do, and the engine's side of it. What is said and done in
// a call is never the bridge's to decide.
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent, EventOf } from "@/server/flows/interpreter/events";

export type SkillOutcome = EventOf<"skill_done">["outcome"];

/** One call's conversation: holds the state, and keeps what must survive. Never throws, never waits. */
export type Conversation = {
  handle(event: ConversationEvent): readonly ConversationCommand[];
  /** From asking for what is said until its first sound, in milliseconds. */
  answeredAfter?(sayId: string, ms: number): void;
};

/**
 * What the engine's `call_skill` runs. `signal` tells that nobody listens any more; what binds somebody is then finished and
 * recorded all the same. The same call and skill call do the same once.
 */
export type Skills = {
  run(
    skill: { callId: string; skillCallId: string; name: string; args: Record<string, unknown> },
    signal: AbortSignal,
  ): Promise<SkillOutcome>;
};
