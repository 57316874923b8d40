// Debtors who share addresses, living through time together: the engine's own steps in the engine's own order, without
// its database. It goes from one instant at which something is due to the next. Pure.
import { Limits } from "@/server/campaigns/limits/limits";
import { enrollmentFacts, type HeardSignal, Run } from "@/server/campaigns/waking/run-enrollment";
import type { Channel } from "@/server/journeys/graph/schema";
import { initialState } from "@/server/journeys/interpreter/advance";
import { withChanges } from "@/server/journeys/interpreter/facts";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";
import type { Account } from "@/server/journeys/simulation/account";
import { Entrance } from "@/server/journeys/simulation/entrance";
import type { Happening, Report } from "@/server/journeys/simulation/happenings";
import { Life, type Signalled } from "@/server/journeys/simulation/life";
import type { SimTouch } from "@/server/journeys/simulation/outbox";
import type { SimRecord } from "@/server/journeys/simulation/record";
import type { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import type { SimulatedDebtor, Simulation } from "@/server/journeys/simulation/simulated";
import { SIMULATED, Spending } from "@/server/journeys/simulation/spending";
import { answerTo, type Expected } from "@/server/journeys/simulation/team";
import { lookAgain } from "@/server/touches/deciding/look-again";

/** What debtors and vendors do after a touch reached them. */
export type React = (touch: SimTouch, account: Account, now: Date) => (Happening | Report)[];

type Enrollment = {
  id: string;
  account: Account;
  status: "waiting" | "paused" | "done" | "parked";
  dueAt: number;
  state: EnrollmentState;
  chased: Set<string>;
  signals: HeardSignal[];
  /** What it asked and an answer comes to. */
  expected: Expected[];
  wakes: number;
};

const channels: readonly Channel[] = ["email", "sms", "voice"];
/** An instant at which something is always due again would never end. */
const ROUNDS_MAX = 200;
/** A journey that wakes a debtor more often than that goes round in circles: it is not followed further. */
const WAKES_MAX = 20_000;

export class World {
  private readonly life: Life;
  private readonly enrollments = new Map<string, Enrollment>();
  private readonly entrance: Entrance;
  private readonly spending: Spending | undefined;
  private serial = 0;

  constructor(
    private readonly simulation: Simulation,
    private readonly calendar: SimCalendar,
    debtors: readonly SimulatedDebtor[],
    private readonly react: React,
    private readonly record: SimRecord,
  ) {
    this.life = new Life(simulation.tenant, debtors, calendar, record, (signal) => this.hear(signal));
    this.entrance = new Entrance(simulation, calendar);
    if (simulation.limits) this.spending = new Spending(simulation.limits);
  }

  /** What debtors would do even if nobody wrote to them. */
  expect(happenings: (account: Account) => readonly Happening[]): void {
    for (const account of this.life.accounts) this.life.expect(account, happenings(account));
  }

  /** Lives from `from` until `until`, exclusive. */
  run(from: number, until: number): void {
    for (let now = from; now < until; ) {
      this.liveThrough(now);
      const next = this.nextInstant(now);
      if (next <= now) throw new Error("The simulation cannot go on from here.");
      now = next;
    }
  }

  private nextInstant(now: number): number {
    let next = Math.min(this.life.nextAt(), this.life.outbox.nextAt());
    for (const { status, dueAt, expected } of this.enrollments.values()) {
      if (status !== "waiting") continue;
      next = Math.min(next, dueAt, ...expected.map(({ at }) => at));
    }
    for (const account of this.life.accounts) next = Math.min(next, this.nextEntryOf(account, now));
    return next;
  }

  private liveThrough(now: number): void {
    this.life.happen(now);
    this.life.judgePromises(now);
    this.enter(now);
    this.answer(now);
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const woken = this.wake(now);
      const happened = this.life.happen(now);
      const sent = this.dispatch(now);
      if (woken + happened + sent === 0) return;
    }
    throw new Error("Something is due again and again at the same instant.");
  }

  private hear({ account, kind, at, only, cancelled }: Signalled): void {
    for (const enrollment of this.liveOf(account)) {
      if (only && enrollment.id !== only) continue;
      enrollment.dueAt = Math.min(enrollment.dueAt, at.getTime());
      const own = cancelled.filter((touch) => touch.enrollmentId === enrollment.id).map((touch) => touch.name);
      enrollment.signals.push({ id: "", kind, data: { cancelled: own } });
    }
  }

  /** What the workspace's own people and systems answered by now. */
  private answer(now: number): void {
    for (const enrollment of this.enrollments.values()) {
      if (enrollment.status !== "waiting" || enrollment.expected.length === 0) continue;
      const come = enrollment.expected.filter(({ at }) => at <= now);
      enrollment.expected = enrollment.expected.filter(({ at }) => at > now);
      for (const { answer } of come) enrollment.signals.push({ id: "", kind: "answer", data: answer });
      if (come.length > 0) enrollment.dueAt = Math.min(enrollment.dueAt, now);
    }
  }

  private liveOf(account: Account): Enrollment[] {
    return [...this.enrollments.values()].filter((one) => one.account === account && one.status !== "done");
  }

  private nextEntryOf(account: Account, now: number): number {
    if (!this.simulation.entry.rolling || this.spending?.spentAt || !this.mayEnter(account)) {
      return Number.POSITIVE_INFINITY;
    }
    return this.entrance.nextFor(account, now);
  }

  private mayEnter(account: Account): boolean {
    return account.facts.stop === null && this.liveOf(account).length === 0;
  }

  private enter(now: number): void {
    if (this.spending?.spentAt || !this.entrance.isOpen(now)) return;
    for (const account of this.life.accounts) {
      const chased = this.mayEnter(account) ? this.entrance.takeIn(account, now) : null;
      if (!chased) continue;
      const before = [...this.enrollments.values()].filter((one) => one.account === account).length;
      const enrollment: Enrollment = {
        id: before === 0 ? account.id : `${account.id}#${before + 1}`,
        account,
        status: "waiting",
        dueAt: now,
        state: initialState(this.simulation.graph),
        chased,
        signals: [],
        expected: [],
        wakes: 0,
      };
      this.enrollments.set(enrollment.id, enrollment);
      this.record.entered(enrollment.id, account.id, enrollment.state.node, new Date(now));
    }
  }

  private wake(now: number): number {
    const due = [...this.enrollments.values()]
      .filter((enrollment) => enrollment.status === "waiting" && enrollment.dueAt <= now)
      .sort((a, b) => a.dueAt - b.dueAt);
    if (due.length === 0) return 0;
    if (this.spending?.spentAt) {
      for (const enrollment of due) enrollment.status = "paused";
      return due.length;
    }
    const at = new Date(now);
    const today = this.calendar.dayOf(now);
    const runs = due.map((enrollment) => {
      const { account, chased, signals, state, id } = enrollment;
      const known = withChanges(
        {
          ...enrollmentFacts(id, account.facts, account.chased(chased, today), this.life.facts),
          ...account.debtor.more,
        },
        account.changed,
      );
      const claimed = { id, campaignId: SIMULATED, debtorId: account.id, versionId: SIMULATED, state };
      return { enrollment, run: new Run(claimed, this.simulation.graph, known, account.facts, signals, at) };
    });
    const ledger = this.life.outbox.ledger(now);
    const limits = this.spending?.at(at) ?? new Limits(at);
    for (const { run } of runs) run.judge(this.life.facts, ledger, limits, () => this.newId());
    this.spending?.keep(limits, at);
    this.record.budgetSpentAt = this.spending?.spentAt ?? null;
    for (const { enrollment, run } of runs) this.write(enrollment, run, at);
    return due.length;
  }

  private write(enrollment: Enrollment, run: Run, at: Date): void {
    const { id, account } = enrollment;
    const { zone } = run;
    for (const { nodeId, visit, channel, content, answer, until, code, decision } of run.judged) {
      const of = { debtorId: account.id, enrollmentId: id, nodeId, visit, channel, content, zone, at };
      const touch = this.record.touch(of);
      touch.looks.push({
        at,
        verdict: answer,
        until,
        decision: code === decision.code ? decision : { ...decision, code },
      });
      if (answer === "deny") touch.status = "refused";
      if (answer === "allow") touch.status = "queued";
    }
    for (const planned of run.touches) {
      const visit = Number(planned.key.slice(planned.key.lastIndexOf(":") + 1));
      const nodeId = planned.nodeId ?? "";
      this.life.outbox.add(planned, { nodeId, visit });
      this.record.ofTouch({ enrollmentId: id, name: { nodeId, visit } }).address = planned.address;
    }
    for (const event of run.events) if (event.kind === "went") this.record.moved(id, event.to, at);
    enrollment.state = run.step.state;
    enrollment.signals = [];
    this.heed(enrollment, run, at.getTime());
    const { command } = run;
    enrollment.wakes += 1;
    if (command?.kind === "wait" && enrollment.wakes < WAKES_MAX) {
      enrollment.dueAt = command.until.getTime();
      return;
    }
    enrollment.dueAt = Number.POSITIVE_INFINITY;
    enrollment.status = command?.kind === "exit" ? "done" : "parked";
    const outcome = command?.kind === "exit" ? command.outcome : command?.kind === "wait" ? "in_circles" : "parked";
    this.record.left(id, outcome, at);
  }

  /** What the run did beside contacting. */
  private heed(enrollment: Enrollment, run: Run, now: number): void {
    const { team, seed } = this.simulation;
    for (const effect of run.effects) {
      if (effect.kind === "update") enrollment.account.changed.push(...effect.changes);
      if (effect.kind === "withdraw_question") {
        enrollment.expected = enrollment.expected.filter(({ answer }) => answer.nodeId !== effect.nodeId);
      }
      const expected = team && answerTo(effect, team, seed, enrollment.id, now);
      if (expected) enrollment.expected.push(expected);
    }
  }

  private dispatch(now: number): number {
    const due = this.life.outbox.due(now);
    if (due.length === 0) return 0;
    const at = new Date(now);
    const today = this.calendar.dayOf(now);
    for (const channel of channels) {
      const claimed = due
        .filter((touch) => touch.channel === channel && touch.state === "queued")
        .sort((a, b) => a.dispatchAt.getTime() - b.dispatchAt.getTime());
      if (claimed.length === 0) continue;
      const ledger = this.life.outbox.ledger(now);
      const looked = claimed.map((touch) => ({ touch, ...this.lookAgain(touch, ledger, today, at) }));
      for (const { touch, verdict, until, decision } of looked) {
        const noted = this.record.ofTouch(touch);
        noted.looks.push({ at, verdict, until, decision });
        if (verdict === "allow") this.leave(touch, at);
        else if (verdict === "defer" && until) this.life.outbox.putOff(touch, until);
        else this.life.outbox.end(touch, decision.code === "NOTHING_OWED" ? "cancelled" : "refused");
        noted.status = touch.state;
        if (verdict === "allow") noted.leftAt = at;
      }
    }
    return due.length;
  }

  private lookAgain(touch: SimTouch, ledger: Parameters<typeof lookAgain>[2], today: string, at: Date) {
    const debtor = this.life.facts.debtors.get(touch.debtorId);
    const point = debtor?.points.find((one) => one.id === touch.contactPointId);
    const enrollment = this.enrollments.get(touch.enrollmentId ?? "");
    if (!enrollment) throw new Error("A touch without its enrollment.");
    const money = enrollment.account.chased(enrollment.chased, today);
    return lookAgain({ touch, debtor, point, money }, this.life.facts, ledger, at);
  }

  private leave(touch: SimTouch, at: Date): void {
    this.life.outbox.made(touch, at);
    const account = this.life.accounts.find((one) => one.id === touch.debtorId);
    if (!account) return;
    this.life.contacted(account, at);
    this.life.expect(account, this.react(touch, account, at));
  }

  /** In the order of deciding, as the ids of the engine are. */
  private newId(): string {
    this.serial += 1;
    return `t${String(this.serial).padStart(9, "0")}`;
  }
}
