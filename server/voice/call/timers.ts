/** Timers by name: setting one anew replaces it, and none outlives the call. */
export class Timers {
  readonly #running = new Map<string, NodeJS.Timeout>();

  set(id: string, ms: number, then: () => void) {
    clearTimeout(this.#running.get(id));
    const run = () => {
      this.#running.delete(id);
      then();
    };
    this.#running.set(id, setTimeout(run, ms));
  }

  clear(id: string) {
    clearTimeout(this.#running.get(id));
    this.#running.delete(id);
  }

  close() {
    for (const id of this.#running.keys()) this.clear(id);
  }
}
