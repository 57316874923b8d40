// Saves a draft soon after each edit, one save at a time, and never one that started from an older revision than the
// server has. Knows nothing of React, so that every order of edits and answers can be tested.
import type { DrawnGraph } from "@/server/graphs/shape";

export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "failed"; error: unknown }
  /** Somebody else saved: nothing of either is overwritten until the person decides. */
  | { kind: "conflict" };

type Options<Graph extends DrawnGraph> = {
  save: (draft: Graph, draftRevision: number) => Promise<{ draftRevision: number }>;
  isConflict: (error: unknown) => boolean;
  onState: (state: SaveState) => void;
};

const restMs = 700;
const retryMs = 5_000;

export class Autosaver<Graph extends DrawnGraph> {
  private latest: Graph;
  private saved: Graph;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private halted = false;

  constructor(
    graph: Graph,
    private revision: number,
    private readonly options: Options<Graph>,
  ) {
    this.latest = graph;
    this.saved = graph;
  }

  /** The revision that the next save starts from. */
  get from(): number {
    return this.revision;
  }

  get dirty(): boolean {
    return this.latest !== this.saved;
  }

  /** The graph as it is now. */
  edited(graph: Graph): void {
    if (graph === this.latest) return;
    this.latest = graph;
    if (this.halted || this.running) return;
    this.options.onState(this.dirty ? { kind: "unsaved" } : { kind: "saved" });
    this.saveIn(restMs);
  }

  /** Saves at once; the revision when everything is saved, null when it could not be. */
  async flush(): Promise<number | null> {
    while (this.dirty && !this.halted) {
      const before = this.saved;
      await (this.running ?? this.save());
      if (this.saved === before && !this.running) break;
    }
    return this.dirty ? null : this.revision;
  }

  /** Goes on from what the server has: the graph given next is saved on top of it unless it is the same. */
  resolve(server: { draft: Graph; draftRevision: number }): void {
    this.halted = false;
    this.revision = server.draftRevision;
    this.saved = server.draft;
    this.options.onState(this.dirty ? { kind: "unsaved" } : { kind: "saved" });
  }

  /** Takes what the server has for what is seen here. */
  adopt(server: { draft: Graph; draftRevision: number }): void {
    this.latest = server.draft;
    this.resolve(server);
  }

  /** Whether the server has something newer while nothing here waits to be saved. */
  isBehind(serverRevision: number): boolean {
    return serverRevision > this.revision && !this.running && !this.dirty;
  }

  private saveIn(delayMs: number): void {
    clearTimeout(this.timer);
    if (this.dirty && !this.halted) this.timer = setTimeout(() => void this.save(), delayMs);
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    if (this.halted || this.running || !this.dirty) return this.running ?? Promise.resolve();
    const draft = this.latest;
    this.options.onState({ kind: "saving" });
    this.running = this.options
      .save(draft, this.revision)
      .then((result) => {
        this.running = null;
        this.revision = result.draftRevision;
        this.saved = draft;
        this.options.onState(this.dirty ? { kind: "unsaved" } : { kind: "saved" });
        this.saveIn(restMs);
      })
      .catch((error: unknown) => {
        this.running = null;
        this.halted = this.options.isConflict(error);
        this.options.onState(this.halted ? { kind: "conflict" } : { kind: "failed", error });
        this.saveIn(retryMs);
      });
    return this.running;
  }
}
