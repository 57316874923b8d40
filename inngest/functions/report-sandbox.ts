import { inngest } from "@/inngest/client";
import { allWorkspaces } from "@/server/tenancy/all-workspaces";
import { systemContext } from "@/server/tenancy/workspace-context";
import { sandboxVendors } from "@/server/wiring";

/** Sandboxes between two moves of their clock: their vendors report, and phones that nobody answered stop ringing. */
export const reportSandbox = inngest.createFunction(
  { id: "report-sandbox", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) =>
    step.run("report", async () => {
      let reported = 0;
      for (const { tenantId } of await allWorkspaces("sandbox")) {
        reported += await sandboxVendors.report(await systemContext(tenantId, "sandbox"));
      }
      return { reported };
    }),
);
