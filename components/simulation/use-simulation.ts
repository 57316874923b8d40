import { useCallback, useEffect, useRef, useState } from "react";
import type { SimulationJob, WorkerNews } from "@/components/simulation/simulation-worker";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";

export type SimulationState =
  | { status: "idle" }
  | { status: "running"; share: number }
  | { status: "done"; results: SimulationResult[]; names: Record<string, string>; seconds: number }
  | { status: "failed"; message: string };

/** One simulation at a time, in a worker of its own; a new one, or leaving the page, ends the last. */
export function useSimulation() {
  const [state, setState] = useState<SimulationState>({ status: "idle" });
  const worker = useRef<Worker>(undefined);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    (job: SimulationJob) => {
      end();
      const startedAt = performance.now();
      setState({ status: "running", share: 0 });
      const own = new Worker(new URL("./simulation-worker.ts", import.meta.url), { type: "module" });
      worker.current = own;
      own.onmessage = ({ data }: MessageEvent<WorkerNews>) => {
        if (data.kind === "progress") {
          setState({ status: "running", share: data.done / data.of });
          return;
        }
        end();
        if (data.kind === "failed") setState({ status: "failed", message: data.message });
        else {
          const { results, names } = data;
          setState({ status: "done", results, names, seconds: (performance.now() - startedAt) / 1000 });
        }
      };
      own.onerror = (event) => {
        end();
        setState({ status: "failed", message: event.message });
      };
      own.postMessage(job);
    },
    [end],
  );
  const cancel = useCallback(() => {
    end();
    setState({ status: "idle" });
  }, [end]);
  return { state, start, cancel, wait: useCallback(() => setState({ status: "running", share: 0 }), []) };
}
