import { Logger } from "graphile-worker";
import { log } from "@/server/log";

/** graphile-worker's messages, in our log: what it says on each job only at `debug`. */
export const queueLogger = new Logger((scope) => (level, message) => {
  const entry = { queue: scope.label, jobId: scope.jobId, task: scope.taskIdentifier };
  if (level === "error") log.error(entry, message);
  else if (level === "warning") log.warn(entry, message);
  else log.debug(entry, message);
});
