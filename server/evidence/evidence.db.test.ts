import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { sealAll } from "@/server/audit/testing/sealed";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import { makeDebtor, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { standingClock } from "@/server/clock";
import { receiveReply } from "@/server/conversations/receive-reply";
import { look, sendText } from "@/server/conversations/testing/sent-touch";
import { optOut } from "@/server/debtors/opt-out";
import { stopDebtor } from "@/server/debtors/stop-debtor";
import type {
  EvidenceChange,
  EvidenceDecision,
  EvidenceHead,
  EvidenceMessage,
  EvidenceTail,
  EvidenceTouch,
} from "@/server/evidence/contract";
import { evidenceJson } from "@/server/evidence/evidence-json";
import { evidencePdf } from "@/server/evidence/evidence-pdf";
import { readEvidence } from "@/server/evidence/read-evidence";
import { sayIn } from "@/server/i18n/say";
import { pdfText } from "@/server/paper/testing/pdf-text";
import { citationText } from "@/server/policy/citation-text";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";

type Pack = EvidenceHead & {
  touches: EvidenceTouch[];
  replies: EvidenceMessage[];
  changes: EvidenceChange[];
} & EvidenceTail;

const now = new Date("2026-03-02T15:00:00Z");
const words = "नमस्ते! क्षत्रिय ट्रांसपोर्ट, कृपया ₹1,250.00 का भुगतान करें। Größe, ¿Cómo está? 🚚";

/** A debtor who was written to, answered, and opted out of calls; the log is sealed. */
async function withHistory(): Promise<{
  ctx: TenantContext;
  as: (role: (typeof roles)[number]) => TenantContext;
  debtor: TestDebtor;
}> {
  const workspace = await makeWorkspace({ now });
  const { ctx } = workspace;
  const debtor = await makeDebtor(ctx, { name: "क्षत्रिय ट्रांसपोर्ट" });
  await sendText(ctx, debtor, "email", words);
  await receiveReply(ctx, { channel: "sms", from: debtor.phone, to: "+15005550006", text: "ठीक है, शुक्रवार को" });
  await optOut(ctx, { debtorId: debtor.debtorId, channel: "voice", address: debtor.phone, source: "member" });
  await sealAll(ctx.tenantId);
  return { ctx, as: workspace.as, debtor };
}

async function jsonOf(ctx: TenantContext, debtorId: string): Promise<Pack> {
  let text = "";
  for await (const each of evidenceJson(readEvidence(ctx, { debtorId, format: "json", reason: "regulator" })))
    text += each;
  return JSON.parse(text) as Pack;
}

async function pdfOf(ctx: TenantContext, debtorId: string, language: "en" | "hi"): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const parts = readEvidence(ctx, { debtorId, format: "pdf", reason: "regulator" });
  for await (const chunk of evidencePdf(parts, sayIn(language))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const packed = (text: string) => text.replace(/\s+/g, "");

describe("the evidence about a call", () => {
  test("says what was said and pressed on it, as JSON and as PDF", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx, { name: "Blue Harbor Steel" });
    const touchId = await sendText(ctx, debtor, "voice", "You owe $1,250.00.");
    await answerCall(ctx, { touchId, answeredBy: "person" });
    await pressKeys(ctx, { touchId, step: "menu", digits: "3", attempt: 1 });
    const [touch] = (await jsonOf(ctx, debtor.debtorId)).touches;
    expect(touch?.transcript.map(({ speaker, kind }) => `${speaker} ${kind}`)).toEqual([
      "agent speech",
      "debtor keys",
      "agent speech",
    ]);
    const lines = packed(pdfText(await pdfOf(ctx, debtor.debtorId, "en")).join(""));
    expect(lines).toContain(packed("Debtor: Pressed 3"));
    for (const { text } of touch?.transcript.filter(({ kind }) => kind === "speech") ?? [])
      expect(lines).toContain(packed(text));
  });
});

describe("the evidence about a debtor", () => {
  test.each(["en", "hi"] as const)(
    "says as a PDF in %s what it says as JSON, in the same characters",
    async (language) => {
      const { ctx, debtor } = await withHistory();
      const pack = await jsonOf(ctx, debtor.debtorId);
      const say = sayIn(language);
      const read = packed(pdfText(await pdfOf(ctx, debtor.debtorId, language)).join(""));
      const decisions = pack.touches.flatMap((touch) => touch.decisions);
      const asks = ({ rules }: EvidenceDecision) =>
        rules.flatMap((rule) => [
          rule.ruleId,
          citationText(rule, (key, values) => say.t(`policy.citations.${key}`, values)),
          rule.asks ? say.t(`contactRules.asks.${rule.asks.text}`, rule.asks.values) : "",
        ]);
      const expected = [
        pack.debtor.name,
        pack.debtor.id,
        pack.workspace.name,
        ...pack.addresses.map(({ address }) => address),
        ...pack.consents.map(({ address }) => address),
        ...pack.touches.flatMap(({ id, said }) => [id, ...said.map(({ sha256 }) => sha256)]),
        words.replace("🚚", "[U+1F69A]"),
        "ठीक है, शुक्रवार को",
        ...decisions.flatMap((each) => [each.id, each.chain?.sha256 ?? "none", each.contentHash ?? "", ...asks(each)]),
        ...pack.links.flatMap(({ hash, previousHash }) => [hash, previousHash]),
      ];
      expect(decisions.length).toBeGreaterThan(1);
      expect(expected.length).toBeGreaterThan(40);
      expect(expected.filter((each) => !read.includes(packed(each)))).toEqual([]);
    },
  );

  test("proves each decision to whoever has the file alone: its line, its digest in the link, and the link's hash", async () => {
    const { ctx, debtor } = await withHistory();
    const { touches, links, replies, optOuts } = await jsonOf(ctx, debtor.debtorId);
    const decisions = touches.flatMap((touch) => touch.decisions);
    expect(decisions.map(({ stage, verdict }) => [stage, verdict])).toEqual([
      ["plan", "allow"],
      ["dispatch", "allow"],
    ]);
    for (const { chain, id } of decisions) {
      const link = links.find(({ seq }) => seq === chain?.link);
      if (!chain || !link) throw new Error(`${id} stands in no link.`);
      const digest = createHash("sha256").update(chain.line).digest();
      expect(digest.toString("hex")).toBe(chain.sha256);
      const digests = Buffer.from(link.digests, "base64");
      expect(digests.toString("hex").match(/.{64}/g)).toContain(chain.sha256);
      const all = createHash("sha256").update(digests).digest("hex");
      const { tenant } = JSON.parse(chain.line) as { tenant: string };
      const { seq, from, upto, entries, sealedAt, previousHash } = link;
      const text = ["duelane audit link v1", tenant, seq, from, upto, entries, all, sealedAt, previousHash].join("\n");
      expect(createHash("sha256").update(text).digest("hex")).toBe(link.hash);
    }
    // What was sent is what was decided about.
    expect(touches[0]?.said[0]?.sha256).toBe(decisions[1]?.contentHash);
    expect(touches[0]?.said[0]?.body).toContain(words);
    expect(decisions[1]?.asked?.debtor.kind).toBe("company");
    expect(replies.map(({ body }) => body)).toEqual(["ठीक है, शुक्रवार को"]);
    expect(optOuts.map(({ channel }) => channel)).toEqual(["voice"]);
  });

  test("of a long history comes page by page, each contact once, in order, and names every one of them", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    await sendText(ctx, debtor, "email", words);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into touches (tenant_id, id, key, purpose, debtor_id, contact_point_id, channel, content, status, dispatch_at, created_at)
        select ${ctx.tenantId}, gen_random_uuid(), 'x:' || n, 'reminder', ${debtor.debtorId}, ${debtor.emailPointId}, 'email',
          '{"type":"text","text":"x"}', 'cancelled', ${now.toISOString()}::timestamptz - n * interval '1 hour',
          ${now.toISOString()}::timestamptz - (n / 3) * interval '1 hour'
        from generate_series(1, 1500) n`),
    );
    const pack = await jsonOf(ctx, debtor.debtorId);
    expect(pack.counts.touches).toBe(1501);
    expect(new Set(pack.touches.map(({ id }) => id)).size).toBe(1501);
    expect(pack.touches.map(({ createdAt }) => createdAt)).toEqual(
      pack.touches.map(({ createdAt }) => createdAt).toSorted(),
    );
    const read = pdfText(await pdfOf(ctx, debtor.debtorId, "en")).join("\n");
    expect(pack.touches.filter(({ id }) => !read.includes(id))).toEqual([]);
  }, 120_000);

  test("says all that was changed, however much it is, and however often somebody has looked", async () => {
    const { ctx, as, debtor } = await withHistory();
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into audit_entries (tenant_id, id, at, actor_kind, action, subject_kind, subject_id, details)
        select ${ctx.tenantId}::uuid, gen_random_uuid(), ${now.toISOString()}::timestamptz, 'system', action, 'debtor',
          ${debtor.debtorId}::uuid, '{}' from generate_series(1, 1200), unnest(array['debtors.read', 'debtors.note']) action`),
    );
    const later = { ...as("owner"), clock: standingClock(new Date(now.getTime() + 60_000)) };
    await stopDebtor(later, { debtorId: debtor.debtorId, stop: "cease" });
    const { changes } = await jsonOf(later, debtor.debtorId);
    const all = changes.map(({ action }) => action);
    expect(all).not.toContain("debtors.read");
    expect(all.filter((action) => action === "debtors.note")).toHaveLength(1_200);
    expect(all.filter((action) => action !== "debtors.note").sort()).toEqual([
      "debtors.stop",
      "debtors.stop",
      "evidence.read",
    ]);
  });

  test("is taken by managers alone, and who took it, and why, is written down before it leaves", async () => {
    const { as, debtor, ctx } = await withHistory();
    const take = async (of: TenantContext) => {
      await readEvidence(of, { debtorId: debtor.debtorId, format: "pdf", reason: "legal_matter" }).next();
    };
    for (const role of roles) {
      const expected = ["owner", "admin", "manager"].includes(role) ? "ok" : "FORBIDDEN";
      expect([role, await codeOf(take(as(role)))]).toEqual([role, expected]);
    }
    const entries = await look<{ details: unknown }>(
      ctx,
      sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'evidence.read'`,
    );
    expect(entries).toHaveLength(3);
    expect(entries[0]?.details).toEqual({ reason: "legal_matter", format: "pdf", count: 1 });
  });
});
