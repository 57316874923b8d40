import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { journeyVersions } from "@/db/schema/journeys";
import { auditEntries } from "@/db/schema/tenancy";
import { withTenant } from "@/db/tenant-transaction";
import { archiveJourney, restoreJourney } from "@/server/journeys/archive-journey";
import { createJourney } from "@/server/journeys/create-journey";
import { exportJourney } from "@/server/journeys/export-journey";
import { getJourney } from "@/server/journeys/get-journey";
import { deleteNodes } from "@/server/journeys/graph/edits/edits";
import { importJourney } from "@/server/journeys/import-journey";
import { listJourneys } from "@/server/journeys/list-journeys";
import { proveDraft } from "@/server/journeys/prove-draft";
import { renameJourney } from "@/server/journeys/rename-journey";
import { saveDraft } from "@/server/journeys/save-draft";
import { getVersion } from "@/server/journeys/versions/get-version";
import { listVersions } from "@/server/journeys/versions/list-versions";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const template = "standard_freight_escalation";

async function journeyIn(ctx: TenantContext) {
  const { id } = await createJourney(ctx, { name: "Overdue", template });
  const journeyId = fromPublicId("journey", id) ?? "";
  return { journeyId, detail: await getJourney(ctx, { journeyId }) };
}

test("a journey from the template can be published at once, and the list shows its version", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId } = await journeyIn(ctx);
  const version = await publishJourney(ctx, { journeyId, draftRevision: 1, note: "First" });
  expect(version).toMatchObject({ number: 1, note: "First" });
  expect(await listJourneys(ctx, { archived: false })).toMatchObject([
    { name: "Overdue", latestVersion: { number: 1 }, changed: false, runningCampaigns: 0, updatedBy: "Test Owner" },
  ]);
  expect(await getJourney(ctx, { journeyId })).toMatchObject({ changed: false, latestVersion: { number: 1 } });
});

test("a save that started from an older revision is refused and overwrites nothing", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, detail } = await journeyIn(ctx);
  const mine = deleteNodes(detail.draft, ["sms_3"]);
  const theirs = deleteNodes(detail.draft, ["call_3"]);
  expect(await saveDraft(ctx, { journeyId, draftRevision: 1, draft: mine })).toMatchObject({ draftRevision: 2 });
  await expect(saveDraft(ctx, { journeyId, draftRevision: 1, draft: theirs })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "Test Owner saved this journey since you opened it.",
  });
  await expect(publishJourney(ctx, { journeyId, draftRevision: 1, note: "" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect((await getJourney(ctx, { journeyId })).draft).toEqual(mine);
});

test("of two saves at the same moment exactly one wins", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, detail } = await journeyIn(ctx);
  const save = () => saveDraft(ctx, { journeyId, draftRevision: 1, draft: detail.draft });
  const results = await Promise.allSettled([save(), save(), save()]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});

test("a published version never changes, whatever happens to the draft, and not even by SQL of the app role", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, detail } = await journeyIn(ctx);
  const first = await publishJourney(ctx, { journeyId, draftRevision: 1, note: "" });
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: deleteNodes(detail.draft, ["sms_3"]) });
  const second = await publishJourney(ctx, { journeyId, draftRevision: 2, note: "One text less" });
  expect((await listVersions(ctx, { journeyId })).items.map((version) => version.number)).toEqual([2, 1]);
  const versionId = fromPublicId("journeyVersion", first.id) ?? "";
  expect(await getVersion(ctx, { versionId })).toMatchObject({
    number: 1,
    graph: detail.draft,
    publishedBy: "Test Owner",
  });
  expect(second.number).toBe(2);
  const change = withTenant(ctx, (tx) =>
    tx.update(journeyVersions).set({ number: 9 }).where(eq(journeyVersions.id, versionId)),
  );
  await expect(change).rejects.toMatchObject({ cause: { code: "42501" } });
  const removal = withTenant(ctx, (tx) =>
    tx.execute(sql`delete from journey_versions where tenant_id = ${ctx.tenantId}`),
  );
  await expect(removal).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("a draft with problems is saved but not published, nor is one that did not change", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, detail } = await journeyIn(ctx);
  const draft = { ...detail.draft, edges: detail.draft.edges.slice(1) };
  const saved = await saveDraft(ctx, { journeyId, draftRevision: 1, draft });
  expect(saved.problems).toBeGreaterThan(0);
  await expect(publishJourney(ctx, { journeyId, draftRevision: 2, note: "" })).rejects.toMatchObject({
    code: "PRECONDITION",
  });
  await saveDraft(ctx, { journeyId, draftRevision: 2, draft: detail.draft });
  await publishJourney(ctx, { journeyId, draftRevision: 3, note: "" });
  await expect(publishJourney(ctx, { journeyId, draftRevision: 3, note: "" })).rejects.toMatchObject({
    message: "Nothing changed since version 1.",
  });
});

test("a journey with a message that house policy lets nobody be sent is not published, and says which", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId } = await journeyIn(ctx);
  expect((await proveDraft(ctx, { journeyId })).findings.filter((finding) => finding.level === "error")).toEqual([]);
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update tenants set house_policy = '{"refusedChannels":["sms"]}' where id = ${ctx.tenantId}`),
  );
  const { findings } = await proveDraft(ctx, { journeyId });
  expect(findings[0]).toMatchObject({ level: "error", code: "never_sent", because: "CHANNEL_REFUSED" });
  await expect(publishJourney(ctx, { journeyId, draftRevision: 1, note: "" })).rejects.toMatchObject({
    code: "PRECONDITION",
  });
});

test("what was exported and imported again is the same journey, and exports the same file", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId } = await journeyIn(ctx);
  const file = await exportJourney(ctx, { journeyId });
  const copy = await importJourney(ctx, { json: file.json });
  expect(copy).toMatchObject({ name: "Overdue", problems: 0 });
  expect(await exportJourney(ctx, { journeyId: fromPublicId("journey", copy.id) ?? "" })).toEqual(file);
  await expect(importJourney(ctx, { json: "{}" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("an archived journey leaves the list, cannot be published, and comes back", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId } = await journeyIn(ctx);
  await archiveJourney(ctx, { journeyId });
  expect(await listJourneys(ctx, { archived: false })).toEqual([]);
  expect(await listJourneys(ctx, { archived: true })).toHaveLength(1);
  await expect(publishJourney(ctx, { journeyId, draftRevision: 1, note: "" })).rejects.toMatchObject({
    code: "PRECONDITION",
  });
  await restoreJourney(ctx, { journeyId });
  expect(await listJourneys(ctx, { archived: false })).toHaveLength(1);
});

test("every change leaves an audit row, and renaming to the same name changes nothing", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId } = await journeyIn(ctx);
  await renameJourney(ctx, { journeyId, name: "Small balances" });
  await renameJourney(ctx, { journeyId, name: "Small balances" });
  await archiveJourney(ctx, { journeyId });
  const rows = await withTenant(ctx, (tx) =>
    tx.select({ details: auditEntries.details }).from(auditEntries).where(eq(auditEntries.tenantId, ctx.tenantId)),
  );
  expect(rows.map((row) => row.details)).toEqual([{ template }, { change: "renamed" }, { change: "archived" }]);
});

describe("who may not", () => {
  test("another workspace finds none of it, by whichever verb", async () => {
    const { ctx } = await makeWorkspace();
    const { ctx: other } = await makeWorkspace();
    const { journeyId, detail } = await journeyIn(ctx);
    const version = await publishJourney(ctx, { journeyId, draftRevision: 1, note: "" });
    const versionId = fromPublicId("journeyVersion", version.id) ?? "";
    const notFound = { code: "NOT_FOUND" };
    expect(await listJourneys(other, { archived: false })).toEqual([]);
    await expect(getJourney(other, { journeyId })).rejects.toMatchObject(notFound);
    await expect(renameJourney(other, { journeyId, name: "Mine" })).rejects.toMatchObject(notFound);
    await expect(saveDraft(other, { journeyId, draftRevision: 1, draft: detail.draft })).rejects.toMatchObject(
      notFound,
    );
    await expect(publishJourney(other, { journeyId, draftRevision: 1, note: "" })).rejects.toMatchObject(notFound);
    await expect(listVersions(other, { journeyId })).rejects.toMatchObject(notFound);
    await expect(getVersion(other, { versionId })).rejects.toMatchObject(notFound);
    await expect(exportJourney(other, { journeyId })).rejects.toMatchObject(notFound);
    await expect(archiveJourney(other, { journeyId })).rejects.toMatchObject(notFound);
  });

  test("viewers and agents read but change nothing", async () => {
    const workspace = await makeWorkspace();
    const { journeyId, detail } = await journeyIn(workspace.ctx);
    for (const ctx of [workspace.as("viewer"), workspace.as("agent")]) {
      expect(await getJourney(ctx, { journeyId })).toMatchObject({ name: "Overdue" });
      const forbidden = { code: "FORBIDDEN" };
      await expect(createJourney(ctx, { name: "x" })).rejects.toMatchObject(forbidden);
      await expect(saveDraft(ctx, { journeyId, draftRevision: 1, draft: detail.draft })).rejects.toMatchObject(
        forbidden,
      );
      await expect(publishJourney(ctx, { journeyId, draftRevision: 1, note: "" })).rejects.toMatchObject(forbidden);
      await expect(renameJourney(ctx, { journeyId, name: "x" })).rejects.toMatchObject(forbidden);
      await expect(archiveJourney(ctx, { journeyId })).rejects.toMatchObject(forbidden);
      await expect(importJourney(ctx, { json: (await exportJourney(ctx, { journeyId })).json })).rejects.toMatchObject(
        forbidden,
      );
    }
  });
});
