import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { archiveOwnSkill, changeOwnSkill, renewSecret, restoreOwnSkill } from "@/server/flows/own-skills/change-skill";
import { createOwnSkillInput } from "@/server/flows/own-skills/contract";
import { createOwnSkill } from "@/server/flows/own-skills/create-skill";
import { listOwnSkills } from "@/server/flows/own-skills/list-skills";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";
import { isSigned, type Receiver, startReceiver } from "@/server/flows/own-skills/testing/receiver";
import { tryOwnSkill } from "@/server/flows/own-skills/try-skill";
import type { Answer } from "@/server/providers/testing/vendor-server";
import { fromPublicId } from "@/server/public-ids";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";

const { sandboxAnswer: shipment } = ownSkillInput("where_is_it");
let receiver: Receiver | undefined;
afterEach(() => receiver?.close());

async function make(ctx: TenantContext, change: Parameters<typeof ownSkillInput>[1] = {}) {
  const { id, secret } = await createOwnSkill(ctx, ownSkillInput("where_is_it", change), ctx.chance);
  return { ownSkillId: fromPublicId("ownSkill", id) ?? "", secret };
}

async function entries(ctx: TenantContext) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ action: string; details: Record<string, unknown> }>(sql`
      select action, details from audit_entries where subject_kind = 'own_skill' order by at, id`),
  );
  return rows;
}

describe("a skill of a workspace's own", () => {
  test("is made, changed and archived by owners and admins alone, and everything is written down", async () => {
    const { ctx, as } = await makeWorkspace();
    const { ownSkillId } = await make(ctx);
    const { name: _, ...input } = ownSkillInput("where_is_it", { timeoutMs: 3_000 });
    for (const role of roles) {
      const mayChange = role === "owner" || role === "admin" ? "ok" : "FORBIDDEN";
      const mayRead = mayChange === "ok" || role === "manager" ? "ok" : "FORBIDDEN";
      const actor = as(role);
      expect([role, await codeOf(changeOwnSkill(actor, { ownSkillId, ...input }))]).toEqual([role, mayChange]);
      expect([role, await codeOf(archiveOwnSkill(actor, { ownSkillId }))]).toEqual([role, mayChange]);
      expect([role, await codeOf(restoreOwnSkill(actor, { ownSkillId }))]).toEqual([role, mayChange]);
      expect([role, await codeOf(listOwnSkills(actor))]).toEqual([role, mayRead]);
    }
    const told = (await entries(ctx)).map(({ details }) => details);
    expect(told).toContainEqual({ change: "created", timeoutMs: 2_000 });
    expect(told).toContainEqual({ change: "changed", changed: ["timeoutMs"] });
    expect(told.filter(({ change }) => change === "archived")).toHaveLength(2);
  });

  test("has a name of its own, which an archived one keeps", async () => {
    const { ctx } = await makeWorkspace();
    const { ownSkillId } = await make(ctx);
    expect(await codeOf(make(ctx))).toBe("CONFLICT");
    await archiveOwnSkill(ctx, { ownSkillId });
    expect(await codeOf(make(ctx))).toBe("CONFLICT");
    const other = await makeWorkspace();
    expect(await codeOf(make(other.ctx))).toBe("ok");
  });

  test("has a secret that is told once, and kept so that the database alone does not tell it", async () => {
    const { ctx } = await makeWorkspace();
    const { ownSkillId, secret } = await make(ctx);
    const renewed = await renewSecret(ctx, { ownSkillId }, ctx.chance);
    expect(renewed.secret).toMatch(/^whsec_.{44}$/);
    expect(renewed.secret).not.toBe(secret);
    const kept = await withTenant(ctx, (tx) =>
      tx.execute(sql`select s::text as row from flow_skills s union all select e::text from audit_entries e`),
    );
    const text = JSON.stringify([kept.rows, await listOwnSkills(ctx)]);
    for (const told of [secret, renewed.secret]) {
      expect(text).not.toContain(told.slice(6));
      expect(text).not.toContain(Buffer.from(told.slice(6), "base64").toString("hex"));
    }
  });

  test.each([
    "http://hooks.example.com",
    "https://me:pw@hooks.example.com",
    "https://localhost/x",
    "https://db.internal",
  ])("does not call %s", (url) => {
    expect(createOwnSkillInput.safeParse(ownSkillInput("where_is_it", { url })).success).toBe(false);
  });
});

describe("a try", () => {
  async function tried(answer: (nth: number) => Answer, args: Record<string, unknown> = { reference: "L-1" }) {
    const own = await startReceiver((_, nth) => answer(nth));
    receiver = own;
    const { ctx } = await makeWorkspace({ mode: "live" });
    const made = await make(ctx, { url: own.url, timeoutMs: 1_000 });
    const outcome = await tryOwnSkill(ctx, { ownSkillId: made.ownSkillId, args }, own.webhook);
    return { ctx, outcome, asked: own.asked, secret: made.secret };
  }

  test("calls the address, signed, says that it is a try, and gives what may be said of the answer", async () => {
    const body = { ...shipment, customs: "the whole file" };
    const { ctx, outcome, asked, secret } = await tried(() => ({ status: 200, body }));
    expect(outcome).toEqual({ ok: true, result: shipment, isCalled: true });
    const [request] = asked;
    expect(request && isSigned(request, secret)).toBe(true);
    expect(request?.headers["idempotency-key"]).toBe(request?.headers["webhook-id"]);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      type: "conversation.skill",
      data: { skill: "where_is_it", isTry: true, arguments: { reference: "L-1" }, debtor: null },
    });
    expect(await entries(ctx)).toContainEqual({ action: "ownSkills.try", details: { answer: "ok" } });
  });

  test("is repeated under the same id where the receiver failed, and then answers", async () => {
    const { outcome, asked } = await tried((nth) => (nth < 3 ? { status: 500 } : { status: 200, body: shipment }));
    expect(outcome).toEqual({ ok: true, result: shipment, isCalled: true });
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  test.each<[string, Answer, string, string, number]>([
    ["that fails and fails", { status: 500 }, "UNAVAILABLE", "HTTP_500", 3],
    [
      "that wants to be left alone for longer than we wait",
      { status: 503, headers: { "retry-after": "60" } },
      "UNAVAILABLE",
      "HTTP_503",
      1,
    ],
    ["that is slow", { status: 200, hang: true }, "TIMEOUT", "TIMEOUT", 1],
    ["that refuses", { status: 410 }, "REFUSED", "HTTP_410", 1],
    ["that answers too much", { status: 200, body: { place: "x".repeat(300_000) } }, "REFUSED", "ANSWER_TOO_LARGE", 1],
    [
      "that leads inside",
      { status: 307, headers: { location: "http://10.0.0.7/admin" } },
      "REFUSED",
      "ADDRESS_REFUSED",
      1,
    ],
    ["that answers no object", { status: 200, body: ["Laredo"] }, "INVALID_ANSWER", "NO_OBJECT", 1],
    ["that answers too little", { status: 200, body: { place: "Laredo" } }, "INVALID_ANSWER", "held", 1],
  ])("tells of a receiver %s", async (_, answer, code, detail, times) => {
    const { outcome, asked } = await tried(() => answer);
    expect([outcome, asked.length]).toEqual([{ ok: false, code, detail }, times]);
  });

  test("calls nobody with arguments that do not fit, nor in a sandbox", async () => {
    const wrong = await tried(() => ({ status: 200, body: {} }), { reference: 7 });
    expect([wrong.outcome, wrong.asked]).toEqual([{ ok: false, code: "INVALID_ARGUMENTS", detail: "reference" }, []]);
    const { ctx } = await makeWorkspace();
    const { ownSkillId } = await make(ctx, { url: "http://hooks.example:1/" });
    const answered = await tryOwnSkill(
      ctx,
      { ownSkillId, args: { reference: "L-1" } },
      {
        name: "none",
        call: () => Promise.reject(new Error("a sandbox calls nobody")),
      },
    );
    expect(answered).toEqual({ ok: true, result: shipment, isCalled: false });
  });
});
