// Starts a benchmark's worker as a process of its own and talks to it by messages.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { workerFlags } from "@/scripts/process/node-flags";

export type WorkerProcess<Answer> = {
  child: ChildProcess;
  /** Resolves when the worker has loaded everything and waits for its task. */
  ready: Promise<void>;
  run(task: unknown): Promise<Answer>;
  exited: Promise<void>;
};

/** `file` beside this one; run by the loader that runs us, with the product's own flags. */
export function startWorkerProcess<Answer>(file: string): WorkerProcess<Answer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: process.env,
    execArgv: [...workerFlags, ...process.execArgv],
  });
  const waiting: ((answer: Answer) => void)[] = [];
  let isReady: () => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    child.once("exit", (code, signal) => reject(new Error(`the worker ended before it began: ${signal ?? code}`)));
  });
  child.on("message", (message) => {
    if (message === "ready") isReady();
    else waiting.shift()?.(message as Answer);
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    child,
    ready,
    exited,
    run: (task) =>
      new Promise<Answer>((resolve, reject) => {
        const ended = (code: number | null, signal: string | null) =>
          reject(new Error(`the worker ended: ${signal ?? code}`));
        waiting.push((answer) => {
          child.off("exit", ended);
          resolve(answer);
        });
        child.once("exit", ended);
        child.send(task as object);
      }),
  };
}
