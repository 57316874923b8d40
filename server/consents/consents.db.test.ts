import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import type { RecordConsentInput } from "@/server/consents/contract";
import { listConsents } from "@/server/consents/list-consents";
import { recordConsent } from "@/server/consents/record-consent";
import { revokeConsent } from "@/server/consents/revoke-consent";
import { tryContact } from "@/server/contact-rules/try-contact";
import { optOut } from "@/server/debtors/opt-out";
import { fromPublicId } from "@/server/public-ids";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";

// Monday, 9:00 in Chicago.
const now = new Date("2026-03-02T15:00:00Z");

async function unconsented() {
  const workspace = await makeWorkspace({ now });
  const debtor = await makeDebtor(workspace.ctx);
  await withTenant(workspace.ctx, (tx) => tx.execute(sql`delete from consents`));
  return { ...workspace, ...debtor };
}

const consent = (
  of: { debtorId: string; phone: string },
  more: Partial<RecordConsentInput> = {},
): RecordConsentInput => ({
  debtorId: of.debtorId,
  channel: "voice",
  address: of.phone,
  kind: "express",
  purpose: "collection",
  givenBy: "Dana Reyes",
  wording: "You may call me about invoices.",
  evidence: "Call of 1 March, recording 12",
  grantedAt: "2026-03-02T08:00",
  ...more,
});
const may = async (ctx: TenantContext, debtorId: string) => {
  const { verdict, code } = await tryContact(ctx, { debtorId, channel: "voice", purpose: "reminder" });
  return code ?? verdict;
};
const idOf = (id: string) => fromPublicId("consent", id) ?? "";

describe("a consent", () => {
  test("lets a machine call from the next decision on, and once revoked no longer; how is kept, and both are written down", async () => {
    const { ctx, ...debtor } = await unconsented();
    expect(await may(ctx, debtor.debtorId)).toBe("CONSENT_AI_VOICE");
    const { consentId } = await recordConsent(ctx, consent(debtor));
    expect(await may(ctx, debtor.debtorId)).toBe("allow");
    expect(await listConsents(ctx, debtor)).toMatchObject([
      {
        id: consentId,
        state: "runs",
        givenBy: "Dana Reyes",
        wording: "You may call me about invoices.",
        evidence: "Call of 1 March, recording 12",
        grantedAt: new Date("2026-03-02T14:00:00Z"),
        recordedBy: "Test Owner",
      },
    ]);
    await revokeConsent(ctx, { consentId: idOf(consentId), how: "letter of 2 March" });
    await revokeConsent(ctx, { consentId: idOf(consentId), how: "again" });
    expect(await may(ctx, debtor.debtorId)).toBe("CONSENT_AI_VOICE");
    expect(await listConsents(ctx, debtor)).toMatchObject([
      { state: "revoked", revokedHow: "letter of 2 March", revokedBy: "Test Owner", revokedAt: now },
    ]);
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select details ->> 'revoked' as revoked, details::text like '%Dana%' as named from audit_entries
        where action = 'consents.update' order by 1 nulls first`),
    );
    expect(rows).toEqual([
      { revoked: null, named: false },
      { revoked: "true", named: false },
    ]);
  });

  test("to offers opens no reminder, nor one to reminders an offer", async () => {
    const { ctx, ...debtor } = await unconsented();
    await recordConsent(ctx, consent(debtor, { purpose: "marketing", kind: "express_written" }));
    expect(await may(ctx, debtor.debtorId)).toBe("CONSENT_AI_VOICE");
    const offer = () => tryContact(ctx, { debtorId: debtor.debtorId, channel: "voice", purpose: "promotional" });
    expect((await offer()).verdict).toBe("allow");
    const [{ id } = { id: "" }] = await listConsents(ctx, debtor);
    await revokeConsent(ctx, { consentId: idOf(id), how: "by mail" });
    await recordConsent(ctx, consent(debtor, { kind: "express_written" }));
    expect((await offer()).code).toBe("CONSENT_AI_VOICE");
    expect(await may(ctx, debtor.debtorId)).toBe("allow");
  });

  test("for a time ends by itself, after seven days at the latest", async () => {
    const { ctx, at, ...debtor } = await unconsented();
    await recordConsent(ctx, consent(debtor, { kind: "timed", expiresAt: "2026-03-03T12:00" }));
    expect(await may(at(new Date("2026-03-03T17:59:00Z")), debtor.debtorId)).toBe("allow");
    expect(await may(at(new Date("2026-03-03T18:00:00Z")), debtor.debtorId)).toBe("CONSENT_AI_VOICE");
    await recordConsent(ctx, consent(debtor, { kind: "timed", expiresAt: "2026-05-01T12:00" }));
    const rows = await listConsents(at(new Date("2026-03-10T12:00:00Z")), debtor);
    // Both were given at the same time: neither stands first.
    expect(rows.map(({ state, endsAt }) => [state, endsAt?.toISOString()]).toSorted()).toEqual([
      ["ended", "2026-03-03T18:00:00.000Z"],
      ["ended", "2026-03-09T14:00:00.000Z"],
    ]);
  });

  test("that is younger than the recipient's opt-out ends it, an older one does not, and a carrier's stays", async () => {
    const { ctx, at, ...debtor } = await unconsented();
    const { debtorId, phone } = debtor;
    await optOut(ctx, { debtorId, channel: "voice", address: phone, source: "member" });
    expect(await recordConsent(ctx, consent(debtor))).toMatchObject({ lifted: 0 });
    expect(await may(ctx, debtorId)).toBe("OPTED_OUT");
    const later = at(new Date("2026-03-02T16:00:00Z"));
    expect(await recordConsent(later, consent(debtor, { grantedAt: "2026-03-02T09:30" }))).toMatchObject({ lifted: 1 });
    expect(await may(later, debtorId)).toBe("allow");
    await optOut(later, { debtorId, channel: "voice", address: phone, source: "carrier" });
    const latest = at(new Date("2026-03-02T18:00:00Z"));
    expect(await recordConsent(latest, consent(debtor, { grantedAt: "2026-03-02T11:00" }))).toMatchObject({
      lifted: 0,
    });
    expect(await may(latest, debtorId)).toBe("OPTED_OUT_CARRIER");
  });

  test("is refused from the future, with an end before its beginning, and for an address that is not the debtor's", async () => {
    const { ctx, ...debtor } = await unconsented();
    const refused = [
      consent(debtor, { grantedAt: "2026-03-02T09:02" }),
      consent(debtor, { expiresAt: "2026-03-02T07:00" }),
    ];
    for (const input of refused) expect(await codeOf(recordConsent(ctx, input))).toBe("INVALID_INPUT");
    expect(await codeOf(recordConsent(ctx, consent(debtor, { address: "+15125559999" })))).toBe("NOT_FOUND");
    expect(await listConsents(ctx, debtor)).toEqual([]);
  });

  test("is recorded and revoked by everybody but viewers", async () => {
    const workspace = await unconsented();
    for (const role of roles) {
      const expected = role === "viewer" ? "FORBIDDEN" : "ok";
      expect([role, await codeOf(recordConsent(workspace.as(role), consent(workspace)))]).toEqual([role, expected]);
    }
  });
});
