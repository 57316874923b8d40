// CEL over events: the conditions of triggers, waits and cancellations, and the keys of flow control.
import { Environment } from "@marcbachmann/cel-js";
import { log } from "@/server/log";

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

type Evaluate = (context: Record<string, unknown>) => unknown;
const compiled = new Map<string, Evaluate>();

/** Parses once; throws on a syntax error, so that a bad expression is found at start. */
export function compileCel(expression: string): Evaluate {
  let found = compiled.get(expression);
  if (!found) {
    found = environment.parse(expression) as Evaluate;
    if (compiled.size > 5_000) compiled.clear();
    compiled.set(expression, found);
  }
  return found;
}

/** Whether the expression can be read at all. */
export function isCel(expression: string): boolean {
  try {
    compileCel(expression);
    return true;
  } catch {
    return false;
  }
}

/** Whether a condition holds. What cannot be evaluated (a field the event lacks) does not hold. */
export function holds(expression: string | null | undefined, context: Record<string, unknown>): boolean {
  if (!expression) return true;
  try {
    return compileCel(expression)(context) === true;
  } catch (error) {
    log.debug({ expression, reason: reasonOf(error) }, "a condition could not be evaluated");
    return false;
  }
}

/** A key's value as text; undefined where the event lacks what the key is made of. */
export function keyOf(expression: string, context: Record<string, unknown>): string | undefined {
  try {
    return asText(compileCel(expression)(context));
  } catch (error) {
    log.warn({ expression, reason: reasonOf(error) }, "a key could not be evaluated");
    return undefined;
  }
}

/** A number, for `priority.run`; 0 where it cannot be evaluated. */
export function numberOf(expression: string, context: Record<string, unknown>): number {
  try {
    const value = Number(compileCel(expression)(context));
    return Number.isFinite(value) ? Math.trunc(value) : 0;
  } catch (error) {
    log.warn({ expression, reason: reasonOf(error) }, "a priority could not be evaluated");
    return 0;
  }
}

function asText(value: unknown): string {
  if (typeof value === "string" || typeof value === "bigint") return value.toString();
  return JSON.stringify(value, (_name, part) => (typeof part === "bigint" ? part.toString() : part)) ?? "";
}

/** The kind of failure only: the library's message quotes the expression, never the event, on its first line. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : "unknown";
}
