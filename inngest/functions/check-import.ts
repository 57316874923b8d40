import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { failImport } from "@/server/imports/applying/fail-import";
import { checkImport } from "@/server/imports/check-import";
import { systemContext } from "@/server/tenancy/workspace-context";

/** The dry run of an import; tried again it starts over. */
export const checkImportFunction = inngest.createFunction(
  {
    id: "check-import",
    triggers: [{ event: events.importCheckRequested.name }],
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }],
    onFailure: async ({ event }) => {
      const { tenantId, importId } = events.importCheckRequested.schema.parse(event.data.event.data);
      await failImport(await systemContext(tenantId, "import"), { importId });
    },
  },
  async ({ event, step }) => {
    const { tenantId, importId, requestId } = events.importCheckRequested.schema.parse(event.data);
    await step.run("check", async () =>
      checkImport(await systemContext(tenantId, "import", { requestId }), { importId }),
    );
  },
);
