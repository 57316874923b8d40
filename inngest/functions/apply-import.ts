import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { applyImport } from "@/server/imports/applying/apply-import";
import { failImport } from "@/server/imports/applying/fail-import";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Each step applies at most so many batches of good rows; all-or-nothing is one step. */
const batchesPerStep = 20;
const stepsMax = 500;

/** Applies an import; a crash between batches goes on at its checkpoint. */
export const applyImportFunction = inngest.createFunction(
  {
    id: "apply-import",
    triggers: [{ event: events.importApplyRequested.name }],
    retries: 5,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }],
    onFailure: async ({ event }) => {
      const { tenantId, importId } = events.importApplyRequested.schema.parse(event.data.event.data);
      await failImport(await systemContext(tenantId, "import"), { importId });
    },
  },
  async ({ event, step }) => {
    const { tenantId, importId, requestId } = events.importApplyRequested.schema.parse(event.data);
    for (let part = 1; part <= stepsMax; part += 1) {
      const { finished } = await step.run(`apply-${part}`, async () =>
        applyImport(await systemContext(tenantId, "import", { requestId }), { importId, batches: batchesPerStep }),
      );
      if (finished) return;
    }
  },
);
