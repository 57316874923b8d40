// The way to the conversation's engine and back: one event after the other, and what one asks for is done before the next is
// told. After the end nothing is told and nothing done.
import type { Clock } from "@/server/clock";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { Conversation } from "@/server/voice/conversation";

/** An event whose instant is the moment it is told. */
export type Happening = ConversationEvent extends infer E
  ? E extends ConversationEvent
    ? Omit<E, "at">
    : never
  : never;

export class Dialogue {
  readonly #conversation: Conversation;
  readonly #clock: Clock;
  readonly #do: (command: ConversationCommand) => void;
  #waiting: Happening[] = [];
  #isTelling = false;
  #isOver = false;

  constructor(conversation: Conversation, clock: Clock, carryOut: (command: ConversationCommand) => void) {
    this.#conversation = conversation;
    this.#clock = clock;
    this.#do = carryOut;
  }

  tell(happening: Happening) {
    this.#waiting.push(happening);
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let next = this.#waiting.shift(); next && !this.#isOver; next = this.#waiting.shift()) {
        for (const command of this.#handle(next)) if (!this.#isOver) this.#do(command);
      }
    } finally {
      this.#isTelling = false;
    }
  }

  /** The last that it hears; what it still asks for nobody can do. */
  end(happenings: readonly Happening[]) {
    for (const happening of happenings) this.#handle(happening);
    this.#isOver = true;
  }

  #handle(happening: Happening) {
    return this.#conversation.handle({ ...happening, at: this.#clock.now().toISOString() } as ConversationEvent);
  }
}
