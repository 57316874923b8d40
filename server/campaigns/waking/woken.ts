// What a wake makes of an enrollment: it goes on, is put away, or is parked. Pure.
import type { Claimed } from "@/server/campaigns/waking/claim-enrollments";
import type { Run } from "@/server/campaigns/waking/run-enrollment";
import type { EnrollmentState, HistoryEvent } from "@/server/journeys/interpreter/state";

export type Woken = {
  id: string;
  debtorId: string;
  status: "waiting" | "paused" | "done" | "parked";
  dueAt: Date | null;
  state: EnrollmentState;
  outcome: string | null;
  parkedReason: string | null;
  events: readonly HistoryEvent[];
  signalIds: readonly string[];
};

/** Where its run ended. */
export function afterRun(run: Run): Woken {
  const { command, step, due, events, signals } = run;
  const base = {
    id: due.id,
    debtorId: due.debtorId,
    state: step.state,
    events,
    signalIds: signals.map((signal) => signal.id),
    dueAt: null,
    outcome: null,
    parkedReason: null,
  };
  if (command?.kind === "wait") return { ...base, status: "waiting", dueAt: command.until };
  if (command?.kind === "exit") return { ...base, status: "done", outcome: command.outcome };
  if (command?.kind === "park") return { ...base, status: "parked", parkedReason: command.reason };
  return { ...base, status: "done", outcome: step.state.outcome ?? "ended" };
}

/** Of a campaign that was paused or ended meanwhile: its enrollments follow when they come up. */
export function putAway(enrollment: Claimed, ended: boolean): Woken {
  return {
    id: enrollment.id,
    debtorId: enrollment.debtorId,
    state: enrollment.state,
    status: ended ? "done" : "paused",
    dueAt: ended ? null : enrollment.dueAt,
    outcome: ended ? "campaign_ended" : null,
    parkedReason: null,
    events: [],
    signalIds: [],
  };
}

/** Taken out of the work until a person has looked at it. */
export function park(enrollment: Pick<Claimed, "id" | "debtorId" | "state">, reason: string): Woken {
  return {
    id: enrollment.id,
    debtorId: enrollment.debtorId,
    state: enrollment.state,
    status: "parked",
    dueAt: null,
    outcome: null,
    parkedReason: reason,
    events: [{ kind: "parked", nodeId: enrollment.state?.node ?? "", reason }],
    signalIds: [],
  };
}
