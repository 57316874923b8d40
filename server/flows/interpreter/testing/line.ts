import { validateFlow } from "@/server/flows/graph/checks/validate";
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { exampleFacts } from "@/server/flows/trial/example-facts";

const validation = validateFlow(paymentReminder.flow, exampleFacts.obligations);
if (!validation.ok) throw new Error("The template cannot be published.");
export const { flow } = validation;

type Untimed<One> = One extends ConversationEvent ? Omit<One, "at"> : never;
type Told = Untimed<ConversationEvent>;

/** A conversation under way. Says and speaks are heard wholly unless the test cuts them. */
export class Line {
  state: ConversationState;
  commands: ConversationCommand[] = [];
  private nth = 0;

  constructor(
    channel: "voice" | "chat" = "chat",
    recording?: "ask" | "announce",
    private readonly drawn: ExecutableFlow = flow,
  ) {
    this.state = initialConversation({ ...exampleFacts, ...(recording && { recording }) });
    this.tell({ type: "begun", channel, direction: "outbound", language: "en" });
  }

  tell(told: Told): this {
    this.nth += 1;
    const now = new Date(Date.parse("2026-03-02T15:00:00Z") + this.nth * 1_000);
    const step = advance(this.drawn, this.state, { ...told, at: now.toISOString() } as ConversationEvent, now);
    this.state = step.state;
    this.commands = step.commands;
    return this;
  }

  says(text: string): this {
    return this.tell({ type: "heard", turnId: this.state.listening?.turnId ?? "none", text });
  }

  hears(): this {
    for (const [sayId, { text }] of Object.entries(this.state.speaking)) {
      this.tell({ type: "spoke", sayId, heardText: text ?? "Well.", complete: true });
    }
    return this;
  }

  /** What is said now. */
  get said(): string[] {
    return this.commands.flatMap((command) => (command.type === "say" ? [command.text] : []));
  }
  get kinds(): string[] {
    return this.commands.map((command) => (command.type === "record" ? command.entry.what : command.type));
  }
}

export const verified = (channel?: "voice" | "chat") => new Line(channel).hears().says("Yes, this is Dana.").hears();
