import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { getSplitResults } from "@/server/campaigns/experiment/get-split-results";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { optOutAddress } from "@/server/debtors/opt-out";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { recordPayment } from "@/server/payments/record-payment";
import { makeWorkspace } from "@/server/testing/workspace";

test("the arms of a split are compared: who paid, how often they were contacted, and who asked to be left alone", async () => {
  const { ctx } = await makeWorkspace();
  const debtors = [];
  for (let n = 0; n < 12; n += 1) debtors.push(await makeDebtor(ctx, { amounts: [10_000] }));
  const position = { x: 0, y: 0 };
  const line = lineGraph([steps.email("mail"), steps.waitDays("pause", 3)]);
  const arm = (id: string) => ({ id, label: id, weight: 1 });
  const graph: ExecutableGraph = {
    ...line,
    nodes: [
      ...line.nodes,
      {
        id: "split",
        position,
        kind: "split",
        title: "Does it help?",
        arms: [arm("mailed"), { ...arm("silent"), holdout: true }],
      },
    ],
    edges: [
      ...line.edges.map((edge) => (edge.from === "start" ? { ...edge, to: "split" } : edge)),
      { id: "m", from: "split", port: "mailed", to: "mail" },
      { id: "s", from: "split", port: "silent", to: "pause" },
    ],
  };
  const { campaignId } = await startCampaign(ctx, graph);
  expect(await getSplitResults(ctx, { campaignId })).toMatchObject({
    splits: [{ arms: [{ debtors: 0 }, { debtors: 0 }] }],
  });
  await wakeDue(ctx);
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update touches set status = 'sent', sent_at = now() where status = 'queued'`),
  );
  const { rows: inArm } = await withTenant(ctx, (tx) =>
    tx.execute<{ debtor_id: string; arm: string }>(
      sql`select debtor_id, state->'arms'->>'split' as arm from enrollments where tenant_id = ${ctx.tenantId}`,
    ),
  );
  const of = (arm: string) => inArm.filter((row) => row.arm === arm).map((row) => row.debtor_id);
  const [payer, leaver] = of("mailed");
  await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId: payer ?? "",
      currency: "USD",
      amountMinor: 10_000,
      method: "member",
      status: "succeeded",
      receivedAt: ctx.clock.now(),
    }),
  );
  const email = debtors.find(({ debtorId }) => debtorId === leaver)?.email ?? "";
  await withTenant(ctx, (tx) =>
    optOutAddress(tx, ctx, { channel: "email", address: email, debtorId: leaver ?? "", source: "recipient" }),
  );
  const results = await getSplitResults(ctx, { campaignId });
  expect(results).toMatchObject({
    currency: "USD",
    splits: [
      {
        title: "Does it help?",
        arms: [
          { id: "silent", holdout: true, debtors: of("silent").length, contacts: 0, optedOut: 0, against: null },
          {
            id: "mailed",
            debtors: of("mailed").length,
            contacts: of("mailed").length,
            optedOut: 1,
            summary: { paid: 1, recoveredMinor: 10_000 },
            against: { verdict: "too_early" },
          },
        ],
      },
    ],
  });
  expect(await getSplitResults(ctx, { campaignId: (await startCampaign(ctx, line)).campaignId })).toBeNull();
});
