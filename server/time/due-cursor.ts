// Where a worker's last claim ended. While some other session holds an old snapshot, dead entries pile up at the head
// of the due index; starting the next scan at the cursor steps over them. Rows behind it (skipped because locked, or
// made due meanwhile) are found again when the cursor is reset.
const RESET_AFTER_MS = 1_000;

export class DueCursor {
  private dueFrom: Date | null = null;
  private resetAtMs = 0;

  /** `monotonicMs` is the machine's, not the workspace's: this is about the scan, not about what is due. */
  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  from(): Date | null {
    if (this.monotonicMs() >= this.resetAtMs) this.reset();
    return this.dueFrom;
  }

  /** After a claim: a short batch means the end was reached. */
  claimed(lastDueAt: Date | null, full: boolean): void {
    if (full && lastDueAt) this.dueFrom = lastDueAt;
    else this.reset();
  }

  private reset(): void {
    this.dueFrom = null;
    this.resetAtMs = this.monotonicMs() + RESET_AFTER_MS;
  }
}
