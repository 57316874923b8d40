// The outbox and the contact ledger of a simulation. Pure.
import type { TouchName } from "@/server/journeys/interpreter/state";
import type { TouchStatus } from "@/server/touches/contract";
import { HISTORY_DAYS, Ledger, type LedgerEntry, type ReplyEntry } from "@/server/touches/deciding/ledger";
import type { PlannedTouch } from "@/server/touches/deciding/planned-touch";
import { policyPurpose } from "@/server/touches/deciding/policy-purpose";

export type SimTouch = PlannedTouch & {
  name: TouchName;
  state: TouchStatus;
  callOutcome: "answered" | "no_answer" | "busy" | "voicemail" | null;
};

export class Outbox {
  readonly touches = new Map<string, SimTouch>();
  private queued: SimTouch[] = [];
  private entries: LedgerEntry[];
  private readonly replies: ReplyEntry[];

  constructor(contacts: readonly LedgerEntry[], replies: readonly ReplyEntry[]) {
    this.entries = [...contacts];
    this.replies = [...replies];
  }

  /** As the engine loads it: what stands, of the last weeks. */
  ledger(now: number): Ledger {
    const since = now - HISTORY_DAYS * 86_400_000;
    if (this.entries.some((entry) => entry.at.getTime() < since)) {
      this.entries = this.entries.filter((entry) => entry.at.getTime() >= since);
    }
    const ledger = new Ledger();
    for (const entry of this.entries) ledger.add(entry);
    for (const reply of this.replies) if (reply.at.getTime() >= since) ledger.addReply(reply);
    return ledger;
  }

  wrote(reply: ReplyEntry): void {
    this.replies.push(reply);
  }

  add(planned: PlannedTouch, name: TouchName): void {
    const touch: SimTouch = { ...planned, name, state: planned.status, callOutcome: null };
    this.touches.set(touch.id, touch);
    if (touch.state !== "queued" || touch.address === null) return;
    this.queued.push(touch);
    const { id, debtorId, channel, address, dispatchAt } = touch;
    const purpose = policyPurpose(touch.purpose);
    this.entries.push({ touchId: id, debtorId, channel, address, at: dispatchAt, made: false, purpose });
  }

  due(now: number): SimTouch[] {
    return this.queued.filter((touch) => touch.dispatchAt.getTime() <= now);
  }

  nextAt(): number {
    return this.queued.reduce((first, touch) => Math.min(first, touch.dispatchAt.getTime()), Number.POSITIVE_INFINITY);
  }

  putOff(touch: SimTouch, until: Date): void {
    touch.dispatchAt = until;
    for (const entry of this.entries) if (entry.touchId === touch.id) entry.at = until;
  }

  /** It left: a contact from now on. */
  made(touch: SimTouch, at: Date): void {
    this.leaveQueue(touch, "sent");
    for (const entry of this.entries) {
      if (entry.touchId !== touch.id) continue;
      entry.made = true;
      entry.at = at;
    }
  }

  /** What came of a call counts differently. */
  heard(touch: SimTouch): void {
    for (const entry of this.entries) if (entry.touchId === touch.id) entry.outcome = touch.callOutcome ?? undefined;
  }

  end(touch: SimTouch, state: "refused" | "cancelled"): void {
    this.leaveQueue(touch, state);
    this.release(touch);
  }

  /** Its slot is free again. */
  release(touch: SimTouch): void {
    this.entries = this.entries.filter((entry) => entry.touchId !== touch.id);
  }

  /** Cancels the queued touches of a debtor, of one address only where it is given; in the order of deciding. */
  cancel(debtorId: string, address: string | undefined): SimTouch[] {
    const cancelled = this.queued.filter(
      (touch) => touch.debtorId === debtorId && (address === undefined || touch.address === address),
    );
    for (const touch of cancelled) this.end(touch, "cancelled");
    return cancelled;
  }

  private leaveQueue(touch: SimTouch, state: TouchStatus): void {
    touch.state = state;
    this.queued = this.queued.filter((other) => other !== touch);
  }
}
