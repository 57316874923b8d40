import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { asSuperuser, check, sealAll } from "@/server/audit/testing/sealed";
import { lineGraph, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { seededChance } from "@/server/chance";
import { generateFreight } from "@/server/demo/generate-freight";
import { writeReceivables } from "@/server/demo/write-receivables";
import { makeWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { redecide } from "@/server/touches/redecide";
import { channelRoutes, dispatchTools } from "@/server/wiring";

test("over all receipts of a campaign of hundreds, on every channel and in many countries, deciding again gives the same", async () => {
  const { ctx, at } = await makeWorkspace();
  // The same debtors each time: which rules have a say must not hang on this workspace's random id.
  const chance = seededChance("deciding again", ctx.clock);
  const freight = generateFreight({ debtors: 400, today: "2026-03-02", chance: chance.fraction });
  await withTenant(ctx, (tx) => writeReceivables(tx, ctx, freight));
  await withTenant(ctx, async (tx) => {
    // Of all kinds, and some with stops and opt-outs, so that many rules have a say.
    await tx.execute(sql`
      with numbered as (select id, row_number() over (order by external_id) as n from debtors where tenant_id = ${ctx.tenantId})
      update debtors d set
        kind = case when n % 5 = 0 then 'consumer' when n % 5 = 1 then 'sole_trader' else d.kind end,
        stop = case when n % 41 = 0 then 'attorney' when n % 43 = 0 then 'cease' end,
        address_verified = n % 3 <> 0,
        paused_reason = case when n % 47 = 0 then 'reply' end
      from numbered where numbered.id = d.id and d.tenant_id = ${ctx.tenantId}`);
    await tx.execute(sql`
      insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
      select tenant_id, gen_random_uuid(), debtor_id, 'sms', address, 'recipient', ${ctx.clock.now().toISOString()}
      from contact_points where tenant_id = ${ctx.tenantId} and kind = 'phone' and address like '%7'`);
    // One telephone that several answer: what one of them was told counts for the others.
    await tx.execute(sql`
      update contact_points p set address = (
        select min(address) from contact_points where tenant_id = ${ctx.tenantId} and kind = 'phone' and address like '+1%')
      from (select id, row_number() over (order by external_id) as n from debtors where tenant_id = ${ctx.tenantId}) d
      where p.tenant_id = ${ctx.tenantId} and p.debtor_id = d.id and d.n % 9 = 2 and p.kind = 'phone' and p.address like '+1%'`);
    await tx.execute(sql`update tenants set settings = '{"collectorRole": "third_party"}' where id = ${ctx.tenantId}`);
  });
  const pause = (id: string) => steps.waitDays(id, 1);
  const line = [
    steps.email("mail"),
    pause("a"),
    steps.sms("text"),
    pause("b"),
    steps.call("call"),
    steps.email("last"),
  ];
  const { campaignId, entered } = await startCampaign(ctx, lineGraph(line));
  expect(entered).toBeGreaterThan(200);
  for (const moment of [
    "02T15",
    "03T03",
    "03T10",
    "03T18",
    "04T04",
    "04T16",
    "05T08",
    "05T20",
    "07T15",
    "09T16",
    "12T09",
  ]) {
    const later = at(new Date(`2026-03-${moment}:00:00Z`));
    await wakeDue(later);
    for (const route of Object.values(channelRoutes("sandbox"))) await dispatchTouches(later, route, dispatchTools());
  }

  const spread = await withTenant(ctx, (tx) =>
    tx.execute<{ channels: number; countries: number; verdicts: number; codes: string[] }>(sql`
      select count(distinct t.channel)::int as channels, count(distinct d.country)::int as countries,
             count(distinct r.verdict)::int as verdicts, array_agg(distinct r.code) filter (where r.code is not null) as codes
      from touch_receipts r join touches t on t.tenant_id = r.tenant_id and t.id = r.touch_id
      join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id where r.tenant_id = ${ctx.tenantId}`),
  );
  expect(spread.rows[0]?.channels).toBe(3);
  expect(spread.rows[0]?.verdicts).toBeGreaterThan(1);
  expect(spread.rows[0]?.countries).toBeGreaterThan(4);
  expect(spread.rows[0]?.codes).toEqual(
    expect.arrayContaining(["DISPUTED", "FREQ_POLICY", "NO_ADDRESS", "NUMBER_STALE", "OPTED_OUT", "PAUSED"]),
  );

  const again = await redecide(ctx, { campaignId });
  expect(again).toMatchObject({ different: [], otherWords: [], unreadable: 0, otherPack: 0 });
  expect(again.same).toBeGreaterThan(500);
  expect(again.same + again.withoutQuestion).toBe(again.receipts);

  // Every touch that left has the hash of the very words that arrived, and words that were changed since are found.
  const left = await withTenant(ctx, (tx) =>
    tx.execute<{
      id: string;
      channel: "email" | "sms" | "voice";
      subject: string | null;
      body: string;
      hash: string;
    }>(sql`
      select m.id, t.channel, m.subject, m.body, r.decision ->> 'contentHash' as hash
      from messages m join touches t on t.tenant_id = m.tenant_id and t.id = m.touch_id
      join touch_receipts r on r.tenant_id = m.tenant_id and r.touch_id = t.id and r.stage = 'dispatch' and r.verdict = 'allow'
      where m.tenant_id = ${ctx.tenantId} and m.direction = 'outbound'`),
  );
  expect(left.rows.length).toBeGreaterThan(100);
  for (const { channel, subject, body, hash } of left.rows) {
    const printed = [channel, subject ?? "", body].join("\n");
    expect(hash).toBe(createHash("sha256").update(printed).digest("hex"));
  }
  await asSuperuser(
    `update messages set body = body || '!' where tenant_id = '${ctx.tenantId}' and id = '${left.rows[0]?.id}'`,
  );
  expect((await redecide(ctx, { campaignId })).otherWords).toHaveLength(1);

  await sealAll(ctx.tenantId);
  // A forged verdict is found twice: by the chain, and by asking again.
  await asSuperuser(`update touch_receipts set verdict = 'allow', code = null, next_allowed_at = null
    where tenant_id = '${ctx.tenantId}' and verdict = 'deny' and sealed is not null`);
  const forged = await redecide(ctx, { campaignId });
  expect(forged.different.length).toBeGreaterThan(0);
  expect((await check(ctx.tenantId)).problems[0]).toMatchObject({ code: "ENTRY_EDITED" });

  // An erased person's question is gone; the chain does not mind.
  await asSuperuser(`update debtors set log_key = null where tenant_id = '${ctx.tenantId}'`);
  expect((await redecide(ctx, { campaignId })).unreadable).toBe(again.same);
}, 240_000);
