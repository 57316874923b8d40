// What a simulation writes down while it runs. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { TouchContent } from "@/server/journeys/interpreter/state";
import type { Told } from "@/server/journeys/simulation/happenings";
import type { Decision } from "@/server/policy/contract";
import type { TouchStatus } from "@/server/touches/contract";

export type Look = { at: Date; verdict: Decision["verdict"]; until: Date | null; decision: Decision };

/** One attempt that the journey asked for, with every look of the policy at it. */
export type SimulatedTouch = {
  id: string;
  debtorId: string;
  enrollmentId: string;
  nodeId: string;
  visit: number;
  channel: Channel;
  content: TouchContent;
  address: string | null;
  /** Where the debtor is then: the zone that waits and days count in. */
  zone: string;
  /** When it was decided first. */
  at: Date;
  /** In order: when planned, until it was allowed or refused, then just before it left. */
  looks: Look[];
  /** `waiting`: put off, and the simulation ended before it was decided. */
  status: TouchStatus | "waiting";
  leftAt: Date | null;
  call: "answered" | "no_answer" | "busy" | "voicemail" | null;
};

/** Where an enrollment stood from when on; `null` after it left. */
export type Position = { at: number; nodeId: string | null };

export type SimulatedEnrollment = {
  id: string;
  debtorId: string;
  enteredAt: Date;
  positions: Position[];
  outcome: string | null;
  endedAt: Date | null;
};

export class SimRecord {
  readonly touches: SimulatedTouch[] = [];
  readonly enrollments: SimulatedEnrollment[] = [];
  readonly told: Told[] = [];
  budgetSpentAt: Date | null = null;
  private readonly open = new Map<string, SimulatedTouch>();
  private readonly enrollmentsById = new Map<string, SimulatedEnrollment>();

  entered(id: string, debtorId: string, nodeId: string, at: Date): void {
    const enrollment: SimulatedEnrollment = {
      id,
      debtorId,
      enteredAt: at,
      positions: [{ at: at.getTime(), nodeId }],
      outcome: null,
      endedAt: null,
    };
    this.enrollments.push(enrollment);
    this.enrollmentsById.set(id, enrollment);
  }

  moved(id: string, nodeId: string, at: Date): void {
    this.enrollmentsById.get(id)?.positions.push({ at: at.getTime(), nodeId });
  }

  left(id: string, outcome: string, at: Date): void {
    const enrollment = this.enrollmentsById.get(id);
    if (!enrollment) return;
    enrollment.positions.push({ at: at.getTime(), nodeId: null });
    enrollment.outcome = outcome;
    enrollment.endedAt = at;
  }

  /** The touch of that visit: the one that was put off before, or a new one. */
  touch(first: Omit<SimulatedTouch, "id" | "looks" | "status" | "leftAt" | "call" | "address">): SimulatedTouch {
    const id = `${first.enrollmentId}:${first.nodeId}:${first.visit}`;
    const known = this.open.get(id);
    if (known) return known;
    const touch: SimulatedTouch = {
      ...first,
      id,
      address: null,
      looks: [],
      status: "waiting",
      leftAt: null,
      call: null,
    };
    this.open.set(id, touch);
    this.touches.push(touch);
    return touch;
  }

  /** The record of a touch that was decided. */
  ofTouch(touch: { enrollmentId: string | null; name: { nodeId: string; visit: number } }): SimulatedTouch {
    const known = this.open.get(`${touch.enrollmentId}:${touch.name.nodeId}:${touch.name.visit}`);
    if (!known) throw new Error("A touch that nobody asked for.");
    return known;
  }
}
