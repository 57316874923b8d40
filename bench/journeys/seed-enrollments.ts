// Enrollments by the million, as they stand after their debtors were entered, or while they wait.
import { type SQL, sql } from "drizzle-orm";
import type { Scene } from "@/bench/journeys/database";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { publishGraph } from "@/server/campaigns/testing/receivables";
import { executableGraph } from "@/server/journeys/graph/schema";
import { initialState } from "@/server/journeys/interpreter/advance";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import type { TenantContext } from "@/server/tenant-context";

const graph = executableGraph.parse(standardFreightEscalation.graph);

/** Publishes the journey and launches a campaign that nobody has entered yet. */
export async function openCampaign(ctx: TenantContext): Promise<string> {
  const journeyVersionId = await publishGraph(ctx, graph);
  const input = { name: "Bench", journeyVersionId, audience: { overdueDaysMin: 1 } };
  const { campaignId } = await launchCampaign(ctx, input, { announce: async () => {} });
  return campaignId;
}

/** Every debtor of the workspace waits at the first pause, its next step due then. `due` may name `n`, 0 … */
export async function seedWaiting(scene: Scene, tenant: { tenantId: string }, campaignId: string, due: SQL) {
  const { tenantId } = tenant;
  const pause = graph.nodes.find((node) => node.kind === "wait_for_signal" || node.kind === "wait");
  const first = graph.nodes.find((node) => node.kind === "send_email");
  const state = {
    node: pause?.id,
    visits: { [first?.id ?? ""]: 1 },
    last: { nodeId: first?.id, visit: 1 },
    status: "waiting",
  };
  await scene.write(async (tx) => {
    await tx.execute(sql`
      insert into enrollments (tenant_id, id, campaign_id, debtor_id, status, due_at, state, entered_at)
      select ${tenantId}::uuid, uuidv7(), ${campaignId}::uuid, d.id, 'waiting', ${due},
             ${JSON.stringify(state)}::jsonb || jsonb_build_object('until', to_json(${due})), now()
      from (select id, row_number() over (order by id) - 1 as n from debtors where tenant_id = ${tenantId}) d`);
    await tx.execute(sql`
      insert into enrollment_invoices (tenant_id, enrollment_id, invoice_id)
      select i.tenant_id, e.id, i.id from enrollments e join invoices i on i.tenant_id = e.tenant_id and i.debtor_id = e.debtor_id
      where e.tenant_id = ${tenantId} and e.campaign_id = ${campaignId}`);
    await tx.execute(sql`update campaigns set status = 'running' where tenant_id = ${tenantId} and id = ${campaignId}`);
  });
}

/** The first `count` are where their journey begins, due within the hour before `at`, each at its own moment. */
export async function bringDue(scene: Scene, tenant: { tenantId: string }, count: number, at: Date) {
  const state = JSON.stringify(initialState(graph));
  await scene.query(
    `update enrollments e set state = $3::jsonb, status = 'waiting', due_at = $4::timestamptz - make_interval(secs => x.n * 3600.0 / $2)
     from (select id, row_number() over (order by id) as n from enrollments where tenant_id = $1 order by id limit $2) x
     where e.tenant_id = $1 and e.id = x.id`,
    [tenant.tenantId, count, state, at],
  );
}

/** The workspace's clock; null is the real one. The clock's own run is another subject: here only the time is another. */
export async function setClock(scene: Scene, tenant: { tenantId: string }, at: Date | null) {
  await scene.query("update tenants set clock_at = $1 where id = $2", [at, tenant.tenantId]);
}
