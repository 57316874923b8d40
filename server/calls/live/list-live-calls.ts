import { sql } from "drizzle-orm";
import type { CallDirection, CallStatus, LiveCall } from "@/server/calls/contract";
import { riskOf } from "@/server/calls/live/risk";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const MOST = 200;

/** The calls that go on now: those first that need somebody, then the others that are talked on, then those that ring. */
export async function listLiveCalls(ctx: TenantContext): Promise<LiveCall[]> {
  const { rows } = await read(ctx, "calls.read", (tx) =>
    tx.execute<Row>(sql`
      select c.id, c.direction, d.name as debtor_name, c.status, c.sentiment, c.answered_at,
        case when c.direction = 'outbound' then c.to_number else c.from_number end as number,
        f.name as flow_name, s.state ->> 'node' as node_id, coalesce((s.state ->> 'isPaused')::boolean, false) as is_paused,
        coalesce((s.state ->> 'hostile')::int, 0) as hostile,
        (select n ->> 'title' from jsonb_array_elements(v.flow -> 'nodes') n
          where n ->> 'id' = s.state ->> 'node') as step
      from calls c
      left join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
      left join flow_versions v on v.tenant_id = c.tenant_id and v.id = c.flow_version_id
      left join flows f on f.tenant_id = v.tenant_id and f.id = v.flow_id
      left join conversations s on s.tenant_id = c.tenant_id and s.id = c.id
      where c.tenant_id = ${ctx.tenantId} and c.status in ('initiated', 'ringing', 'in_progress')
      order by c.status = 'in_progress' desc, c.started_at, c.id limit ${MOST}`),
  );
  const calls = rows.map(
    (row): LiveCall => ({
      id: toPublicId("call", row.id),
      direction: row.direction,
      debtorName: row.debtor_name,
      number: row.number,
      status: row.status,
      sentiment: row.sentiment,
      talkSeconds: row.answered_at === null ? 0 : secondsSince(new Date(row.answered_at), ctx.clock.now()),
      conversation:
        row.flow_name === null ? null : { name: row.flow_name, step: row.step ?? row.node_id, isPaused: row.is_paused },
      risk: riskOf(row),
    }),
  );
  return calls.toSorted((one, other) => urgencyOf(other) - urgencyOf(one));
}

const secondsSince = (at: Date, now: Date) => Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1_000));

const urgency: Record<LiveCall["risk"], number> = { low: 1, raised: 2, high: 3 };
const urgencyOf = ({ risk, status }: LiveCall) => (status === "in_progress" ? urgency[risk] : 0);

type Row = {
  id: string;
  direction: CallDirection;
  debtor_name: string | null;
  number: string;
  status: CallStatus;
  sentiment: number | null;
  answered_at: string | null;
  flow_name: string | null;
  node_id: string | null;
  is_paused: boolean;
  hostile: number;
  step: string | null;
};
