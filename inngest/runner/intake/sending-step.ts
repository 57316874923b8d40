import { derivedEventId } from "@/inngest/runner/intake/event";

const sentByCall = new WeakMap<object, Map<string, number>>();

/**
 * When an event is sent from inside a step: how its id is made. The n-th event of this content from this step of
 * this run has one id whatever number of times the step is begun, so a step cut off by a crash sends nothing twice.
 */
export async function sendingStep(): Promise<{ eventId(content: string): string } | undefined> {
  // Loaded with the first event: it brings OpenTelemetry along.
  const { getAsyncCtx } = await import("inngest/experimental");
  const execution = (await getAsyncCtx())?.execution;
  const stepId = execution?.executingStep?.hashedId;
  if (!execution || !stepId) return undefined;
  const sent = sentByCall.get(execution.instance) ?? new Map<string, number>();
  sentByCall.set(execution.instance, sent);
  return {
    eventId(content) {
      const nth = sent.get(content) ?? 0;
      sent.set(content, nth + 1);
      return derivedEventId(execution.ctx.runId, stepId, content, String(nth));
    },
  };
}
