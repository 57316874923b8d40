import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Call, everyRoute, keyOf, program } from "@/app/api/v1/testing/partner";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { tryContact } from "@/server/contact-rules/try-contact";
import { toPublicId } from "@/server/public-ids";
import { type Scope, scopes } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

let routes: Awaited<ReturnType<typeof everyRoute>>;
beforeAll(async () => {
  routes = await everyRoute();
});

// Monday, 9:00 in Chicago.
const now = new Date("2026-03-02T15:00:00Z");
const consent = (address: string) => ({
  channel: "voice",
  address,
  kind: "express",
  purpose: "collection",
  givenBy: "Dana Reyes",
  wording: "You may call me about invoices.",
  evidence: "Call of 1 March, recording 12",
  grantedAt: "2026-03-01T18:00:00+05:30",
});

async function carrier(held = Object.keys(scopes) as Scope[]) {
  const { ctx } = await makeWorkspace({ now });
  const debtor = await makeDebtor(ctx);
  const { rows } = await withTenant(ctx, async (tx) => {
    await tx.execute(sql`delete from consents`);
    return tx.execute<{ external_id: string }>(sql`select external_id from debtors`);
  });
  const key = await keyOf(ctx, held);
  const at = `/debtors/external:${encodeURIComponent(rows[0]?.external_id ?? "")}/consents`;
  return { ctx, ...debtor, key, call: program(key, routes), at };
}

const countOf = (ctx: TenantContext, table: string) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ count: number }>(sql.raw(`select count(*)::int as count from ${table}`));
    return rows[0]?.count;
  });

describe("consents by the API", () => {
  test("are recorded by the customer's own id, let a machine call, are listed with who recorded them, and revoked", async () => {
    const { ctx, call, at, debtorId, phone } = await carrier();
    const may = async () => {
      const { verdict, code } = await tryContact(ctx, { debtorId, channel: "voice", purpose: "reminder" });
      return code ?? verdict;
    };
    expect(await may()).toBe("CONSENT_AI_VOICE");
    const recorded = await call("POST", at, { body: consent(phone) });
    expect(recorded).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^cns_/), optOutsEnded: 0 } });
    expect(await may()).toBe("allow");

    const byOurId = `/debtors/${toPublicId("debtor", debtorId)}/consents`;
    const listed = await call("GET", byOurId);
    expect(listed.status).toBe(200);
    expect(listed.body).toEqual({
      data: [
        expect.objectContaining({
          id: recorded.body.id,
          state: "runs",
          grantedAt: "2026-03-01T12:30:00.000Z",
          recordedBy: "Transport system",
          revokedAt: null,
        }),
      ],
      nextCursor: null,
    });

    const revoke = `/consents/${recorded.body.id}/revoke`;
    expect(await call("POST", revoke, { body: { how: "By letter of 2 March" } })).toMatchObject({
      status: 200,
      body: { id: recorded.body.id, state: "revoked" },
    });
    expect(await may()).toBe("CONSENT_AI_VOICE");
    expect((await call("GET", byOurId)).body.data).toMatchObject([
      { state: "revoked", revokedHow: "By letter of 2 March", revokedBy: "Transport system" },
    ]);
  });

  test("come in pages that miss none and repeat none", async () => {
    const { call, at, phone } = await carrier();
    for (const hour of ["01", "02", "02", "03", "04"])
      await call("POST", at, { body: { ...consent(phone), grantedAt: `2026-03-01T${hour}:00:00Z` } });
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await call("GET", `${at}?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...(body.data as { id: string }[]).map(({ id }) => id));
      cursor = (body.nextCursor as string | null) ?? "";
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  test("leave an entry of who looked, by the key, once a day", async () => {
    const { ctx, call, at } = await carrier();
    await call("GET", at);
    await call("GET", at);
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select actor_kind, details from audit_entries where action = 'debtors.read'`),
    );
    expect(rows).toEqual([{ actor_kind: "partner", details: { seen: "consents" } }]);
  });
});

test("a registry's answer by the API counts from the next decision on, and can be asked for by number", async () => {
  const { ctx } = await makeWorkspace({ now, country: "IN", timeZone: "Asia/Kolkata" });
  const debtor = await makeDebtor(ctx, { phone: "+919876543210" });
  await withTenant(ctx, (tx) => tx.execute(sql`update debtors set country = 'IN', region = 'MH', postal_code = null`));
  const call = program(await keyOf(ctx, ["registries:read", "registries:write"]), routes);
  const number = "/registries/IN-DND/numbers/98765%2043210";
  expect((await call("GET", number)).body.answers).toMatchObject([{ status: "unknown" }, { status: "unknown" }]);

  const body = {
    numbers: [
      { number: "09876543210", status: "blocked", mode: "sms" },
      { number: "+919999999999", status: "blocked" },
    ],
    checkedAt: "2026-03-01T09:00:00Z",
  };
  expect(await call("POST", "/registries/IN-DND/answers", { body })).toMatchObject({
    status: 201,
    body: { rows: 2, blocked: 1, clear: 0 },
  });
  expect((await call("GET", number)).body).toMatchObject({
    number: "+919876543210",
    answers: [
      { mode: "voice", status: "unknown" },
      { mode: "sms", status: "blocked", checkedAt: "2026-03-01T09:00:00.000Z", isTooOld: false },
    ],
  });
  const { rules } = await tryContact(ctx, { debtorId: debtor.debtorId, channel: "sms", purpose: "promotional" });
  expect(rules.filter(({ ruleId, result }) => ruleId === "IN-DND" && result === "deny")).toHaveLength(1);

  const bad = { ...body, numbers: [{ number: "12", status: "blocked" }, ...body.numbers] };
  const refused = await call("POST", "/registries/IN-DND/answers", { body: bad });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: "numbers.0.number" }] } });
  expect(await countOf(ctx, "registry_scrubs")).toBe(1);
});

describe("a change that is repeated with its Idempotency-Key", () => {
  const same = { idempotencyKey: "order-1" };

  test("does nothing the second time, and gets the first answer, marked as such", async () => {
    const { ctx, call, at, phone } = await carrier();
    const first = await call("POST", at, { ...same, body: consent(phone) });
    const again = await call("POST", at, { ...same, body: consent(phone) });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first, again].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect(await countOf(ctx, "consents")).toBe(1);
  });

  test("at the same moment happens once", async () => {
    const { ctx, call, at, phone } = await carrier();
    const send = () => call("POST", at, { ...same, body: consent(phone) });
    const answers = await Promise.all([send(), send(), send(), send()]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await countOf(ctx, "consents")).toBe(1);
  });

  test("but with another body, or to another address, is refused as a mistake", async () => {
    const { call, at, debtorId, phone } = await carrier();
    await call("POST", at, { ...same, body: consent(phone) });
    const other = await call("POST", at, { ...same, body: { ...consent(phone), evidence: "Another call" } });
    expect(other).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_MISMATCH" } });
    const elsewhere = `/debtors/${toPublicId("debtor", debtorId)}/consents`;
    expect((await call("POST", elsewhere, { ...same, body: consent(phone) })).status).toBe(422);
  });

  test("after it was refused is simply tried again, and another key's requests are its own", async () => {
    const { ctx, call, at, phone } = await carrier();
    const refused = await call("POST", at, { ...same, body: { ...consent(phone), address: "+15125550999" } });
    expect(refused.status).toBe(404);
    expect((await call("POST", at, { ...same, body: consent(phone) })).status).toBe(201);
    const other = program(await keyOf(ctx, ["consents:write"]), routes);
    expect((await other("POST", at, { ...same, body: consent(phone) })).headers.get("idempotent-replayed")).toBeNull();
    expect(await countOf(ctx, "consents")).toBe(2);
  });

  test("keeps of it neither the key nor what was sent", async () => {
    const { ctx, call, at, phone } = await carrier();
    await call("POST", at, { ...same, body: consent(phone) });
    const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select a::text as row from api_answers a`));
    expect(rows).toHaveLength(1);
    for (const secret of ["order-1", phone.slice(1), "Dana", "recording"])
      expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe("the door", () => {
  const expectProblem = (answer: Awaited<ReturnType<Call>>, status: number, code: string) => {
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      type: `urn:duelane:problem:${code}`,
      status,
      detail: expect.stringMatching(/\w{3}/),
      requestId: answer.headers.get("x-request-id"),
    });
  };

  test("says what is wrong with a request, field by field, and does nothing", async () => {
    const { ctx, call, at, phone } = await carrier();
    const body = consent(phone);
    const wrong: [string, Parameters<Call>[2], number, string, string?][] = [
      ["no idempotency key", { body, idempotencyKey: null }, 400, "INVALID_INPUT", "Idempotency-Key"],
      ["an idempotency key with a blank", { body, idempotencyKey: "a b" }, 400, "INVALID_INPUT", "Idempotency-Key"],
      ["no JSON", { body: "{" }, 400, "INVALID_INPUT"],
      ["another type", { body, headers: { "content-type": "text/plain" } }, 400, "INVALID_INPUT", "Content-Type"],
      ["an unknown field", { body: { ...body, verified: true } }, 400, "INVALID_INPUT", "verified"],
      ["a missing field", { body: { ...body, evidence: undefined } }, 400, "INVALID_INPUT", "evidence"],
      [
        "a time without an offset",
        { body: { ...body, grantedAt: "2026-03-01T09:00" } },
        400,
        "INVALID_INPUT",
        "grantedAt",
      ],
      [
        "a time that nobody lived",
        { body: { ...body, grantedAt: "0001-01-01T00:00:00Z" } },
        400,
        "INVALID_INPUT",
        "grantedAt",
      ],
      ["no object", { body: [] }, 400, "INVALID_INPUT", "body"],
      ["a time to come", { body: { ...body, grantedAt: "2027-03-01T09:00:00Z" } }, 400, "INVALID_INPUT", "grantedAt"],
      ["an address of nobody", { body: { ...body, address: "+15125550999" } }, 404, "NOT_FOUND"],
      ["a body that is too large", { body: { ...body, wording: "x".repeat(70_000) } }, 413, "TOO_LARGE"],
    ];
    for (const [what, more, status, code, field] of wrong) {
      const answer = await call("POST", at, more);
      expect([what, answer.status]).toEqual([what, status]);
      expectProblem(answer, status, code);
      if (field) expect([what, answer.body.errors]).toEqual([what, [expect.objectContaining({ field })]]);
    }
    expectProblem(await call("GET", `${at}?limit=0`), 400, "INVALID_INPUT");
    expectProblem(await call("GET", `${at}?limit=1&limit=2`), 400, "INVALID_INPUT");
    expectProblem(await call("GET", `${at}?all=1`), 400, "INVALID_INPUT");
    expectProblem(await call("GET", `${at}?cursor=${"A".repeat(40)}`), 400, "INVALID_INPUT");
    expectProblem(await call("GET", "/debtors/nobody/consents"), 400, "INVALID_INPUT");
    expectProblem(await call("GET", "/debtors/external:nobody/consents"), 404, "NOT_FOUND");
    expect([await countOf(ctx, "consents"), await countOf(ctx, "api_answers")]).toEqual([0, 0]);
  });

  test("refuses a method or an address that there is not", async () => {
    const { call, at } = await carrier();
    const answer = await call("DELETE", at);
    expectProblem(answer, 405, "METHOD_NOT_ALLOWED");
    expect(answer.headers.get("allow")).toBe("GET, POST");
    expectProblem(await call("GET", "/invoices/1"), 404, "NOT_FOUND");
    expectProblem(await call("GET", ""), 404, "NOT_FOUND");
  });

  test("tells of a thousand faults the first twenty", async () => {
    const { call, at } = await carrier();
    const unknown = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field${i}`, 1]));
    expect((await call("POST", at, { body: unknown })).body.errors).toHaveLength(20);
  });

  test("takes a time however fine its second is told, and keeps it to the millisecond", async () => {
    const { call, at, phone } = await carrier();
    const grantedAt = "2026-03-01T09:00:00.123456789123+05:30";
    expect((await call("POST", at, { body: { ...consent(phone), grantedAt } })).status).toBe(201);
    expect((await call("GET", at)).body.data).toMatchObject([{ grantedAt: "2026-03-01T03:30:00.123Z" }]);
  });

  test("counts the requests of a key, tells what is left, and refuses above a hundred a minute until it says", async () => {
    const { call, at } = await carrier();
    const first = await call("GET", at);
    expect(first.headers.get("ratelimit-policy")).toBe('"key";q=100;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"key";r=99;t=\d+$/);
    const rest = await Promise.all(Array.from({ length: 99 }, () => call("GET", at)));
    expect(rest.filter(({ status }) => status !== 200)).toEqual([]);
    const refused = await call("GET", at);
    expectProblem(refused, 429, "RATE_LIMITED");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit")).toMatch(/^"key";r=0;t=\d+$/);
  });
});
