import { expect, test } from "vitest";
import { seededChance } from "@/server/chance";
import { createJourney } from "@/server/journeys/create-journey";
import { getJourney } from "@/server/journeys/get-journey";
import * as edits from "@/server/journeys/graph/edits/edits";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { renameJourney } from "@/server/journeys/rename-journey";
import { saveDraft } from "@/server/journeys/save-draft";
import { listChanges } from "@/server/journeys/versions/list-changes";
import { listVersions } from "@/server/journeys/versions/list-versions";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { discardDraft, restoreVersion } from "@/server/journeys/versions/restore-version";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function journeyIn(ctx: TenantContext) {
  const { id } = await createJourney(ctx, { name: "Overdue", template: "standard_freight_escalation" });
  const journeyId = fromPublicId("journey", id) ?? "";
  return { journeyId, draft: (await getJourney(ctx, { journeyId })).draft };
}

async function published(ctx: TenantContext, journeyId: string, draftRevision: number) {
  const { id } = await publishJourney(ctx, { journeyId, draftRevision, note: "" });
  return fromPublicId("journeyVersion", id) ?? "";
}

const without = (graph: DraftGraph, ...ids: string[]) => edits.deleteNodes(graph, ids);

test("each version says how many steps it added, removed and changed", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, draft } = await journeyIn(ctx);
  await published(ctx, journeyId, 1);
  const shorter = without(draft, "sms_3", "after_sms_3");
  const longer = edits.addNode(shorter, "wait", { from: "start", port: "next" }).graph;
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: longer });
  await published(ctx, journeyId, 2);
  const { items: versions, nextCursor } = await listVersions(ctx, { journeyId });
  expect(versions.map(({ number, changes }) => ({ number, changes }))).toEqual([
    { number: 2, changes: { added: 1, removed: 2, changed: 0 } },
    { number: 1, changes: null },
  ]);
  expect(nextCursor).toBeNull();
});

test("many versions come in pages, none twice and none left out, each compared with the one before it", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, draft } = await journeyIn(ctx);
  let graph = draft;
  for (let revision = 1; revision <= 27; revision++) {
    await published(ctx, journeyId, revision);
    graph = edits.addNode(graph, "wait", { from: "start", port: "next" }).graph;
    await saveDraft(ctx, { journeyId, draftRevision: revision, draft: graph });
  }
  const first = await listVersions(ctx, { journeyId });
  const second = await listVersions(ctx, { journeyId, cursor: first.nextCursor ?? undefined });
  const all = [...first.items, ...second.items];
  expect(all.map((version) => version.number)).toEqual(Array.from({ length: 27 }, (_, at) => 27 - at));
  expect(all.slice(0, -1).every((version) => version.changes?.added === 1)).toBe(true);
  expect(second.nextCursor).toBeNull();
});

test("rolling back makes an old version the draft and leaves every version as it is", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, draft } = await journeyIn(ctx);
  const first = await published(ctx, journeyId, 1);
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: without(draft, "sms_3") });
  await published(ctx, journeyId, 2);
  const restored = await restoreVersion(ctx, { journeyId, draftRevision: 2, versionId: first });
  expect(restored).toEqual({ draft, draftRevision: 3 });
  expect(await getJourney(ctx, { journeyId })).toMatchObject({ draft, draftRevision: 3, latestVersion: { number: 2 } });
  await published(ctx, journeyId, 3);
  expect((await listVersions(ctx, { journeyId })).items.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test("a draft that somebody else saved since is neither rolled back nor discarded", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, draft } = await journeyIn(ctx);
  const versionId = await published(ctx, journeyId, 1);
  const theirs = without(draft, "call_3");
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: theirs });
  const conflict = { code: "CONFLICT" };
  await expect(restoreVersion(ctx, { journeyId, draftRevision: 1, versionId })).rejects.toMatchObject(conflict);
  await expect(discardDraft(ctx, { journeyId, draftRevision: 1 })).rejects.toMatchObject(conflict);
  expect((await getJourney(ctx, { journeyId })).draft).toEqual(theirs);
});

test("discarding goes back to what was published last, and needs something published", async () => {
  const { ctx } = await makeWorkspace();
  const { journeyId, draft } = await journeyIn(ctx);
  await expect(discardDraft(ctx, { journeyId, draftRevision: 1 })).rejects.toMatchObject({ code: "PRECONDITION" });
  await published(ctx, journeyId, 1);
  await saveDraft(ctx, { journeyId, draftRevision: 1, draft: without(draft, "sms_1", "sms_2") });
  expect(await discardDraft(ctx, { journeyId, draftRevision: 2 })).toEqual({ draft, draftRevision: 3 });
  expect(await getJourney(ctx, { journeyId })).toMatchObject({ changed: false });
});

test("a version of another journey is not rolled back to", async () => {
  const { ctx } = await makeWorkspace();
  const [one, other] = [await journeyIn(ctx), await journeyIn(ctx)];
  const versionId = await published(ctx, other.journeyId, 1);
  await expect(restoreVersion(ctx, { journeyId: one.journeyId, draftRevision: 1, versionId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

/** One workspace at moments of a day, ids in their order, and a second person in it. */
async function makeDay() {
  const { ctx, at } = await makeWorkspace();
  const { userId } = await makeWorkspace();
  const owner = (time: string): TenantContext => {
    const then = at(new Date(`2026-03-02T${time}:00Z`));
    return { ...then, chance: seededChance(`${ctx.tenantId} ${time}`, then.clock) };
  };
  const colleague = (time: string): TenantContext => ({
    ...owner(time),
    actor: { kind: "member", userId, role: "manager" },
  });
  return { owner, colleague, ...(await journeyIn(owner("15:00"))) };
}

test("who changed what: a sitting of many saves is one entry with what is left of it", async () => {
  const { owner, journeyId, draft } = await makeDay();
  const added = edits.addNode(draft, "wait", { from: "start", port: "next" });
  await saveDraft(owner("15:01"), { journeyId, draftRevision: 1, draft: added.graph });
  await saveDraft(owner("15:02"), { journeyId, draftRevision: 2, draft: without(added.graph, "sms_3") });
  await saveDraft(owner("15:03"), { journeyId, draftRevision: 3, draft: without(added.graph, "sms_3", added.id) });
  await published(owner("15:04"), journeyId, 4);
  await renameJourney(owner("15:05"), { journeyId, name: "Late" });
  const { items: changes } = await listChanges(owner("15:06"), { journeyId });
  expect(changes).toMatchObject([
    { kind: "renamed" },
    { kind: "published", number: 1 },
    { kind: "draft", by: "Test Owner", steps: [{ id: "sms_3", kind: "send_sms", change: "removed" }] },
    { kind: "created" },
  ]);
});

test("saves with hours between them, or by two people, are told apart; a save that only moved steps is not told", async () => {
  const { owner, colleague, journeyId, draft } = await makeDay();
  await saveDraft(owner("15:01"), { journeyId, draftRevision: 1, draft: without(draft, "sms_3") });
  const two = without(draft, "sms_3", "sms_2");
  await saveDraft(colleague("15:02"), { journeyId, draftRevision: 2, draft: two });
  const three = without(two, "sms_1");
  await saveDraft(colleague("18:00"), { journeyId, draftRevision: 3, draft: three });
  const moved = edits.moveNodes(three, { start: { x: 9, y: 9 } });
  await saveDraft(colleague("21:00"), { journeyId, draftRevision: 4, draft: moved });
  const { items: changes } = await listChanges(owner("22:00"), { journeyId });
  expect(changes.map((change) => change.steps.map((step) => step.id))).toEqual([["sms_1"], ["sms_2"], ["sms_3"], []]);
});
