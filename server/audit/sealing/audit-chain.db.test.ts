import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { migrate } from "@/db/migrate";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { signerOf } from "@/server/audit/chain/signature";
import { exportChain } from "@/server/audit/sealing/export-chain";
import { readSealFiles, sealDay } from "@/server/audit/sealing/seal-day";
import { sealLog } from "@/server/audit/sealing/seal-log";
import { asSuperuser, check, codesOf, sealAll, testSealing } from "@/server/audit/testing/sealed";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { standingClock } from "@/server/clock";
import { writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

let ctx: TenantContext;
let tenantId: string;

const note = (count: number) =>
  withTenant(ctx, (tx) =>
    writeAudit(tx, ctx, "workspace.update", { kind: "workspace", id: tenantId, details: { count } }),
  );

const idsOf = async (table: string) => {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(
      sql.raw(`select id from ${table} where tenant_id = '${tenantId}' order by log_position, id`),
    ),
  );
  return rows.map((row) => row.id);
};

beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
  tenantId = ctx.tenantId;
  await makeDebtor(ctx);
  await startCampaign(ctx, lineGraph([steps.email("mail"), steps.waitDays("pause", 1), steps.sms("text")]));
  await wakeDue(ctx);
  await sealAll(tenantId);
  for (let batch = 1; batch <= 3; batch += 1) {
    for (let at = 0; at < 3; at += 1) await note(batch * 10 + at);
    await sealAll(tenantId);
  }
});

test("changes, decisions and what journeys chose are one chain, and what was written is intact", async () => {
  const checked = await check(tenantId);
  expect(checked).toMatchObject({ intact: true, problems: [], unsealed: 0, signatures: "checked" });
  expect(checked.links).toBeGreaterThanOrEqual(4);
  const [changes, decisions, chosen] = await Promise.all(
    ["audit_entries", "touch_receipts", "enrollment_history"].map(idsOf),
  );
  expect([changes?.length, decisions?.length, chosen?.length].every((count) => (count ?? 0) > 0)).toBe(true);
  expect(checked.entries).toBe((changes?.length ?? 0) + (decisions?.length ?? 0) + (chosen?.length ?? 0));
});

test("what a transaction writes late is sealed late, not lost", async () => {
  await withTenant(ctx, async (tx) => {
    await writeAudit(tx, ctx, "workspace.update", { kind: "workspace", id: tenantId, details: { slow: true } });
    await note(1);
    await sealLog(testSealing);
    expect((await check(tenantId)).unsealed).toBeGreaterThan(0);
  });
  await sealAll(tenantId);
  expect(await check(tenantId)).toMatchObject({ intact: true, unsealed: 0 });
});

test("two sealings at once make one chain, and each workspace has its own", async () => {
  const other = await makeWorkspace();
  await withTenant(other.ctx, (tx) => writeAudit(tx, other.ctx, "workspace.update", { kind: "workspace" }));
  await note(1);
  await Promise.all([sealLog(testSealing), sealLog(testSealing), sealLog(testSealing)]);
  await Promise.all([sealAll(tenantId), sealAll(other.ctx.tenantId)]);
  expect(await check(tenantId)).toMatchObject({ intact: true });
  expect(await check(other.ctx.tenantId)).toMatchObject({ intact: true, links: 1, entries: 1 });
});

test("a third party that has only the export and the README finds the same hashes", async () => {
  let text = "";
  for await (const part of exportChain(ctx)) text += part;
  const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
  let previousHash = "0".repeat(64);
  let links = 0;
  for (const block of text.split(/^(?=\{"link":)/m)) {
    const [first = "", ...lines] = block.trimEnd().split("\n");
    const { link } = JSON.parse(first);
    const digests = sha256(Buffer.concat(lines.map(sha256))).toString("hex");
    const fields = [link.seq, link.from, link.upto, link.entries, digests, link.sealedAt, previousHash];
    const said = ["duelane audit link v1", JSON.parse(lines[0] ?? "").tenant, ...fields].join("\n");
    expect(sha256(said).toString("hex")).toBe(link.hash);
    previousHash = link.hash;
    links += 1;
  }
  expect(previousHash).toBe((await check(tenantId)).head?.hash);
  expect(links).toBeGreaterThanOrEqual(4);
});

describe("neither role of the application", () => {
  const tables = [
    "audit_entries",
    "touch_receipts",
    "receipt_reasonings",
    "enrollment_history",
    "audit_links",
    "audit_seals",
  ];
  test("can change or take away an entry, a link or a seal", async () => {
    for (const table of tables) {
      for (const change of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table}`]) {
        const refused = { cause: { code: "42501" } };
        await expect(
          withTenant(ctx, (tx) => tx.execute(sql.raw(change))),
          change,
        ).rejects.toMatchObject(refused);
        await expect(
          asSystem("operate", (tx) => tx.execute(sql.raw(change))),
          change,
        ).rejects.toMatchObject(refused);
      }
    }
  });

  test("can write a link, an end or a seal but the sealing", async () => {
    for (const table of ["audit_links", "audit_heads", "audit_seals"]) {
      const forged = withTenant(ctx, (tx) => tx.execute(sql.raw(`insert into ${table} select * from ${table}`)));
      await expect(forged, table).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });
});

describe("whoever lays hands on the database is found", () => {
  const mine = () => `tenant_id = '${tenantId}'`;
  const firstOf = async (table: string) => {
    const [id] = await idsOf(table);
    return `${mine()} and id = '${id}'`;
  };

  test.each([
    ["an actor", "audit_entries", "actor_id = gen_random_uuid()"],
    ["a detail", "audit_entries", `details = '{"count": 99}'`],
    ["an instant by a millisecond", "audit_entries", "at = at + interval '1 ms'"],
    ["a verdict", "touch_receipts", "verdict = 'deny'"],
    ["a reason", "touch_receipts", 'decision = decision || \'{"inputHash": "0"}\''],
    ["whom it was about", "touch_receipts", "sealed = sealed || '\\x00'"],
    ["the touch it was for", "touch_receipts", "touch_id = gen_random_uuid()"],
    ["what a journey chose", "enrollment_history", "events = '[]'"],
  ])("an edit: %s", async (_, table, change) => {
    await asSuperuser(`update ${table} set ${change} where ${await firstOf(table)}`);
    const checked = await check(tenantId);
    expect(checked).toMatchObject({ intact: false, problems: [{ code: "ENTRY_EDITED", count: 1 }] });
    const [id] = await idsOf(table);
    expect(checked.problems[0]?.entries[0]).toContain(id);
  });

  test("an edit of the reasons that many decisions share", async () => {
    await asSuperuser(
      `update receipt_reasonings set reasoning = reasoning || '{"obligations": ["X"]}' where ${mine()}`,
    );
    expect(codesOf(await check(tenantId))).toEqual(["ENTRY_EDITED"]);
  });

  test("an entry that is written somewhere else in the order", async () => {
    const [a, , , b] = (await idsOf("audit_entries")).slice(-4);
    const position = (id: string | undefined) =>
      `(select log_position from audit_entries where ${mine()} and id = '${id}')`;
    await asSuperuser(
      `update audit_entries x set log_position = case when id = '${a}' then ${position(b)} else ${position(a)} end
       where ${mine()} and id in ('${a}', '${b}')`,
    );
    expect(codesOf(await check(tenantId))).toContain("ENTRY_EDITED");
  });

  test.each(["audit_entries", "touch_receipts", "enrollment_history"])("an entry taken out of %s", async (table) => {
    await asSuperuser(`delete from ${table} where ${await firstOf(table)}`);
    expect(await check(tenantId)).toMatchObject({ problems: [{ code: "ENTRY_REMOVED", count: 1 }] });
  });

  test("an entry put in afterwards, under an early position", async () => {
    await asSuperuser(
      `insert into audit_entries (tenant_id, id, at, actor_kind, action, subject_kind, log_position)
       values ('${tenantId}', gen_random_uuid(), now(), 'system', 'workspace.update', 'workspace', 5)`,
    );
    expect(await check(tenantId)).toMatchObject({ problems: [{ code: "ENTRY_ADDED", seq: 1, count: 1 }] });
  });

  test("the newest entries taken away, with or without their links, with or without the signed end", async () => {
    const tail = `delete from audit_entries where ${mine()} and log_position >=
      (select from_position from audit_links where ${mine()} order by seq desc limit 1)`;
    const link = `delete from audit_links where ${mine()} and seq = (select max(seq) from audit_links where ${mine()})`;
    await asSuperuser(tail);
    expect(codesOf(await check(tenantId))).toEqual(["ENTRY_REMOVED"]);
    await asSuperuser(link);
    expect(codesOf(await check(tenantId))).toEqual(["TRUNCATED"]);
    await asSuperuser(`delete from audit_heads where ${mine()}`);
    expect(codesOf(await check(tenantId))).toEqual(["END_MISSING"]);
  });

  test("an end that is put back to an earlier link, which nobody signed", async () => {
    await asSuperuser(
      `delete from audit_entries where ${mine()} and log_position >=
         (select from_position from audit_links where ${mine()} order by seq desc limit 1)`,
      `delete from audit_links where ${mine()} and seq = (select max(seq) from audit_links where ${mine()})`,
      `update audit_heads h set seq = l.seq, hash = l.hash, upto = l.upto, sealed_at = l.sealed_at,
         entries = h.entries - 3
       from (select * from audit_links where ${mine()} order by seq desc limit 1) l where h.${mine()}`,
    );
    expect(codesOf(await check(tenantId))).toEqual(["END_ALTERED"]);
  });

  test("a log that is emptied with its chain and its end, by the seal that was handed out", async () => {
    await sealDay(tenantId, testSealing);
    const handedOut = await withTenant(ctx, (tx) => readSealFiles(tx, tenantId));
    const all = ["audit_entries", "touch_receipts", "enrollment_history", "audit_links", "audit_heads", "audit_seals"];
    await asSuperuser(...all.map((table) => `delete from ${table} where ${mine()}`));
    expect(await check(tenantId)).toMatchObject({ intact: true, links: 0 });
    expect(codesOf(await check(tenantId, { handedOut }))).toEqual(["TRUNCATED"]);
  });

  test("a link taken out of the middle, or changed", async () => {
    await asSuperuser(`delete from audit_links where ${mine()} and seq = 2`);
    expect(codesOf(await check(tenantId))).toContain("LINK_MISSING");
    await asSuperuser(`update audit_links set sealed_at = sealed_at + interval '1 day' where ${mine()} and seq = 1`);
    expect(codesOf(await check(tenantId))).toContain("LINK_ALTERED");
  });
});

describe("a day's seal", () => {
  test("is signed once a day, says what its check found, and the next check goes on from it", async () => {
    const monday = { ...testSealing, clock: standingClock(new Date("2026-03-02T00:10:00Z")) };
    const tuesday = { ...testSealing, clock: standingClock(new Date("2026-03-03T00:10:00Z")) };
    expect(await sealDay(tenantId, monday)).toEqual({ problems: 0 });
    expect(await sealDay(tenantId, monday)).toBeNull();
    await note(1);
    await sealAll(tenantId);
    const [last] = (await idsOf("audit_entries")).slice(-1);
    await asSuperuser(`delete from audit_entries where tenant_id = '${tenantId}' and id = '${last}'`);
    expect(await sealDay(tenantId, tuesday)).toEqual({ problems: 1 });
    const files = await withTenant(ctx, (tx) => readSealFiles(tx, tenantId));
    expect(files.map(({ statement }) => JSON.parse(statement).problems)).toEqual([1, 0]);
  });

  test("is found where its text, its signature or its key was changed", async () => {
    await sealDay(tenantId, testSealing);
    const mine = `tenant_id = '${tenantId}'`;
    expect(await check(tenantId)).toMatchObject({ intact: true, seals: 1 });
    const [file] = await withTenant(ctx, (tx) => readSealFiles(tx, tenantId));
    if (!file) throw new Error("no seal");
    await asSuperuser(
      `update audit_seals set statement = replace(statement, '"problems":0', '"problems":1') where ${mine}`,
    );
    expect(codesOf(await check(tenantId))).toEqual(["SEAL_ALTERED"]);
    const other = signerOf("another secret, of somebody who has only the database");
    const forged = {
      statement: file.statement,
      keyId: other.keyId,
      publicKey: other.publicKey,
      signature: other.sign(file.statement),
    };
    await asSuperuser(
      `update audit_seals set statement = '${file.statement}', key_id = '${forged.keyId}', public_key = '${forged.publicKey}',
         signature = '${forged.signature}' where ${mine}`,
    );
    expect(codesOf(await check(tenantId))).toEqual(["KEY_UNKNOWN"]);
  });

  test("contradicts a chain that was written anew from before it", async () => {
    await sealDay(tenantId, testSealing);
    const handedOut = await withTenant(ctx, (tx) => readSealFiles(tx, tenantId));
    const [first] = await idsOf("audit_entries");
    await asSuperuser(
      ...["audit_links", "audit_heads", "audit_seals"].map(
        (table) => `delete from ${table} where tenant_id = '${tenantId}'`,
      ),
      `delete from audit_entries where tenant_id = '${tenantId}' and id = '${first}'`,
      `update audit_heads set upto = 0`,
    );
    await sealAll(tenantId);
    // Whoever has the key as well makes a chain that agrees with itself.
    expect(codesOf(await check(tenantId))).toEqual([]);
    expect(codesOf(await check(tenantId, { handedOut }))).not.toEqual([]);
  });
});

test("a database that was restored into another server goes on after what is sealed", async () => {
  await asSuperuser("update audit_heads set upto = upto + 1000000000");
  await migrate(process.env.DATABASE_URL ?? "");
  await note(1);
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ after: boolean }>(sql`
      select max(log_position) >= (select upto from audit_heads where tenant_id = ${tenantId}) as after
      from audit_entries where tenant_id = ${tenantId}`),
  );
  expect(rows).toEqual([{ after: true }]);
});
