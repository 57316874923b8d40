// One wake of one enrollment: the interpreter asks, the policy answers, until it waits or leaves. No database here.

import type { Limits } from "@/server/campaigns/limits/limits";
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import type { Channel, ExecutableGraph, SignalKind } from "@/server/journeys/graph/schema";
import { advance } from "@/server/journeys/interpreter/advance";
import { type EnrollmentFacts, withChanges } from "@/server/journeys/interpreter/facts";
import type {
  Answer,
  Command,
  Effect,
  EnrollmentState,
  HistoryEvent,
  Input,
  SignalData,
  Step,
  TouchContent,
} from "@/server/journeys/interpreter/state";
import type { Decision } from "@/server/policy/contract";
import { zonesOf } from "@/server/policy/zones";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { type ContactFacts, type DebtorFacts, isOptedOut } from "@/server/touches/deciding/debtor-facts";
import { judgeContact, noAddress, readVerdict } from "@/server/touches/deciding/judge-contact";
import type { Ledger } from "@/server/touches/deciding/ledger";
import type { PlannedTouch } from "@/server/touches/deciding/planned-touch";

export type Due = { id: string; campaignId: string; debtorId: string; versionId: string; state: EnrollmentState };
/** `answer`: what a step asked for came back; `data` says to which step's which visit. */
export type HeardSignal = { id: string; kind: SignalKind | "answer"; data: SignalData };

export type JudgedStep = {
  nodeId: string;
  visit: number;
  channel: Channel;
  content: TouchContent;
  answer: Decision["verdict"];
  until: Date | null;
  /** Of the rule, or of the campaign's own limit, that decided. */
  code: string | null;
  decision: Decision;
};

/** Far more than a graph can ask between two waits; past it the graph asks in circles. */
const VERDICTS_MAX = 100;

export class Run {
  step: Step;
  readonly events: HistoryEvent[] = [];
  readonly touches: PlannedTouch[] = [];
  readonly effects: Effect[] = [];
  private known: readonly string[] | undefined;
  /** Every answer of the policy, those that put off included. */
  readonly judged: JudgedStep[] = [];

  constructor(
    readonly due: Due,
    readonly graph: ExecutableGraph,
    private facts: EnrollmentFacts,
    readonly debtor: DebtorFacts,
    readonly signals: readonly HeardSignal[],
    private readonly now: Date,
  ) {
    this.step = { state: due.state, commands: [], effects: [], events: [] };
    if (signals.length === 0) this.take({ kind: "wake" });
    for (const signal of signals) this.take(inputOf(signal));
  }

  /** The debtor's own zone, in which the journey's days are counted. */
  get zone(): string {
    return this.facts.zone;
  }

  /** What it ended with: a touch to be judged, or what to write. */
  get command(): Command | undefined {
    return this.step.commands.at(-1);
  }

  /** The addresses a touch of this debtor could take a slot at. */
  get addresses(): readonly string[] {
    this.known ??= addressesOf(this.debtor);
    return this.known;
  }

  /** Puts every touch it asks for before the policy, until it waits or leaves. The slots must be locked. */
  judge(facts: ContactFacts, ledger: Ledger, limits: Limits, newId: () => string): void {
    for (let asked = 0; this.command?.kind === "touch"; asked += 1) {
      if (asked >= VERDICTS_MAX) {
        this.step = { ...this.step, commands: [{ kind: "park", reason: "endless" }] };
        return;
      }
      this.judgeOne(this.command, facts, ledger, limits, newId);
    }
  }

  private judgeOne(
    touch: Extract<Command, { kind: "touch" }>,
    facts: ContactFacts,
    ledger: Ledger,
    limits: Limits,
    newId: () => string,
  ): void {
    const point = chooseContactPoint(this.debtor, touch.channel);
    const decision = point
      ? judgeContact(
          {
            debtor: this.debtor,
            point,
            channel: touch.channel,
            purpose: "reminder",
            disputed: this.facts.disputed,
            saying: { content: { type: "journey", ...touch.content }, oldestDueOn: this.facts.oldestDueOn },
          },
          facts,
          ledger,
          this.now,
        )
      : noAddress();
    const { verdict, until } = readVerdict(decision);
    const answer = verdict === "defer" && until === null ? "deny" : verdict;
    const { nodeId, visit, channel, content } = touch;
    const hold = answer === "allow" ? limits.take(this.due.campaignId, channel) : null;
    if (hold) {
      this.judged.push({ nodeId, visit, channel, content, answer: "defer", decision, ...hold });
      this.take({ kind: "verdict", verdict: "defer", until: hold.until, code: hold.code });
      return;
    }
    this.judged.push({ nodeId, visit, channel, content, answer, until, decision, code: decision.code });
    if (answer !== "defer") {
      const id = newId();
      this.touches.push({
        id,
        key: `${this.due.id}:${touch.nodeId}:${touch.visit}`,
        purpose: "reminder",
        campaignId: this.due.campaignId,
        enrollmentId: this.due.id,
        nodeId: touch.nodeId,
        debtorId: this.debtor.id,
        contactPointId: point?.id ?? null,
        address: point?.address ?? null,
        channel: touch.channel,
        content: { type: "journey", journeyVersionId: this.due.versionId, ...touch.content },
        status: answer === "allow" ? "queued" : "refused",
        dispatchAt: this.now,
        decision,
      });
      if (answer === "allow" && point) {
        const { channel } = touch;
        ledger.add({
          touchId: id,
          debtorId: this.debtor.id,
          channel,
          address: point.address,
          at: this.now,
          made: false,
        });
      }
    }
    this.take({ kind: "verdict", verdict: answer, until: until ?? undefined, code: decision.code ?? undefined });
  }

  private take(input: Input): void {
    this.step = advance(this.graph, this.step.state, this.facts, input, this.now);
    this.events.push(...this.step.events);
    for (const effect of this.step.effects) {
      this.effects.push(effect);
      if (effect.kind === "update") this.facts = withChanges(this.facts, effect.changes);
    }
  }
}

function inputOf({ kind, data }: HeardSignal): Input {
  return kind === "answer" ? { ...(data as Omit<Answer, "kind">), kind } : { kind: "signal", signal: kind, data };
}

const channels: readonly Channel[] = ["email", "sms", "voice"];

function addressesOf(debtor: DebtorFacts): string[] {
  const all = channels.map((channel) => chooseContactPoint(debtor, channel)?.address);
  return [...new Set(all.filter((address) => address !== undefined))];
}

/** What the interpreter may know of the debtor now. */
export function enrollmentFacts(
  enrollmentId: string,
  debtor: DebtorFacts,
  money: ChasedMoney,
  facts: ContactFacts,
): EnrollmentFacts {
  const phone = debtor.points.find((point) => point.kind === "phone")?.address ?? null;
  return {
    enrollmentId,
    balances: money.balances,
    invoiceCount: money.invoiceCount,
    oldestDueOn: money.oldestDueOn,
    debtorKind: debtor.kind,
    country: debtor.country,
    language: debtor.language,
    zone: zonesOf(debtor, phone)[0] ?? facts.tenant.timeZone,
    reachable: {
      email: isReachable(debtor, "email", facts),
      sms: isReachable(debtor, "sms", facts),
      voice: isReachable(debtor, "voice", facts),
    },
    tags: debtor.tags,
    disputed: money.disputed,
  };
}

function isReachable(debtor: DebtorFacts, channel: Channel, { optOuts }: ContactFacts): boolean {
  const point = chooseContactPoint(debtor, channel);
  return point !== undefined && !isOptedOut(optOuts, channel, point.address);
}
