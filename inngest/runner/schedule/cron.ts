import { Cron } from "croner";

/** Splits Inngest's optional `TZ=Area/City` prefix from the five fields. */
function parseCron(expression: string): { pattern: string; timeZone: string } {
  const match = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression.trim());
  const pattern = (match?.[2] ?? expression).trim();
  const timeZone = match?.[1] ?? "UTC";
  if (!pattern.startsWith("@") && pattern.split(/\s+/).length !== 5) {
    throw new Error(`"${expression}" is not a cron expression of five fields.`);
  }
  return { pattern, timeZone };
}

/** The next tick strictly after the given instant; throws where the expression is not valid or never ticks. */
export function nextTick(expression: string, after: Date): Date {
  const { pattern, timeZone } = parseCron(expression);
  const next = new Cron(pattern, { timezone: timeZone, mode: "auto" }).nextRun(after);
  if (!next) throw new Error(`"${expression}" never ticks again.`);
  return next;
}
