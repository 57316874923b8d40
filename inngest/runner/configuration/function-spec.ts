// What the runner understands of a function's configuration, as the SDK's in-band sync describes it. Everything
// else is refused at start, in words that name the function and the field.
import { z } from "zod";
import { compileCel } from "@/inngest/runner/configuration/cel";
import { dueAt, durationMs } from "@/inngest/runner/configuration/durations";
import { nextTick } from "@/inngest/runner/schedule/cron";

const expression = z.string().superRefine((text, issue) => {
  try {
    compileCel(text);
  } catch (error) {
    issue.addIssue(`is not a CEL expression the runner can read (${firstLine(error)})`);
  }
});

const period = z.string().transform((text, issue) => {
  const ms = durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  issue.addIssue(`"${text}" is not a duration`);
  return z.NEVER;
});

const deadline = z
  .string()
  .refine((text) => dueAt(text, new Date(0)) !== undefined, "is neither a duration nor an instant");

const limit = z.number().int().min(1);

const UNSENT_EVENTS = ["inngest/function.finished", "inngest/function.invoked", "inngest/scheduled.timer"];

const trigger = z
  .strictObject({
    event: z
      .string()
      .min(1)
      .refine((name) => !name.includes("*"), "wildcard events are not supported")
      .refine(
        (name) => !UNSENT_EVENTS.includes(name),
        "this internal event is not sent (inngest/function.failed and inngest/function.cancelled are)",
      )
      .optional(),
    expression: expression.optional(),
    cron: z
      .string()
      .superRefine((text, issue) => {
        try {
          nextTick(text, new Date(0));
        } catch (error) {
          issue.addIssue(firstLine(error));
        }
      })
      .optional(),
    jitter: period.optional(),
  })
  .refine((found) => (found.event === undefined) !== (found.cron === undefined), "must be an event or a cron");

const concurrency = z.preprocess(
  (value) => {
    if (typeof value === "number") return [{ limit: value }];
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
  },
  z
    .array(
      z
        .strictObject({ limit, key: expression.optional(), scope: z.enum(["fn", "env", "account"]).default("fn") })
        .refine((option) => option.scope === "fn" || option.key, "a scope beyond the function needs a key"),
    )
    .max(2),
);

const wireFunction = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    triggers: z.array(trigger),
    steps: z.object({
      step: z.object({
        retries: z.object(
          { attempts: z.number().int().min(0).max(20) },
          "must be set: the default differs between engines",
        ),
      }),
    }),
    idempotency: expression.optional(),
    batchEvents: z
      .strictObject({
        maxSize: limit,
        timeout: period,
        key: expression.optional(),
        if: expression.optional(),
      })
      .optional(),
    rateLimit: z.strictObject({ limit, period, key: expression.optional() }).optional(),
    throttle: z
      .strictObject({ limit, period, key: expression.optional(), burst: z.number().int().min(1).default(1) })
      .optional(),
    debounce: z.strictObject({ period, timeout: period.optional(), key: expression.optional() }).optional(),
    priority: z.strictObject({ run: expression.optional() }).optional(),
    concurrency,
    cancel: z
      .array(z.strictObject({ event: z.string().min(1), if: expression.optional(), timeout: deadline.optional() }))
      .default([]),
  })
  .superRefine((fn, issue) => {
    if (!fn.batchEvents) return;
    for (const other of ["idempotency", "rateLimit", "debounce", "priority"] as const) {
      if (fn[other] !== undefined) issue.addIssue(`batchEvents cannot be combined with ${other}`);
    }
    if (fn.cancel.length > 0) issue.addIssue("batchEvents cannot be combined with cancelOn");
  })
  .transform(({ steps, ...fn }) => ({ ...fn, maxAttempts: steps.step.retries.attempts + 1 }));

export type FunctionSpec = z.infer<typeof wireFunction>;
export type Registry = ReadonlyMap<string, FunctionSpec>;

/** Thrown at start: which function asks for what the runner does not do. */
export class UnsupportedFunctionError extends Error {
  constructor(readonly problems: string[]) {
    super(
      [
        "The embedded Inngest runner cannot run these functions:",
        ...problems.map((problem) => `  - ${problem}`),
        "Change them, or let Inngest run them: set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY (or INNGEST_DEV).",
      ].join("\n"),
    );
    this.name = "UnsupportedFunctionError";
  }
}

/** Reads the SDK's list of functions; throws UnsupportedFunctionError naming every problem at once. */
export function readFunctions(wire: unknown[]): Registry {
  const registry = new Map<string, FunctionSpec>();
  const problems: string[] = [];
  for (const raw of wire) {
    const id = String((raw as { id?: unknown }).id);
    const parsed = wireFunction.safeParse(raw);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap(inWords).map((problem) => `${id}: ${problem}`));
    } else if (registry.has(id)) {
      problems.push(`${id}: two functions have this id`);
    } else {
      registry.set(id, parsed.data);
    }
  }
  if (problems.length > 0) throw new UnsupportedFunctionError(problems);
  return registry;
}

/** Each field by the name it has in the function's own configuration. */
function inWords(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.filter((part) => part !== "steps" && part !== "step");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${[...path, key].join(".")} is not supported`);
  return [path.length === 0 ? issue.message : `${path.join(".")}: ${issue.message}`];
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
