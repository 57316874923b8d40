import { expect, test } from "vitest";
import { createJourney } from "@/server/journeys/create-journey";
import { getJourney } from "@/server/journeys/get-journey";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { listTemplates } from "@/server/journeys/templates/list-templates";
import { deleteTemplate, saveTemplate } from "@/server/journeys/templates/save-template";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

test("a journey saved as a template is a beginning for others, beside the product's, until it is deleted", async () => {
  const { ctx } = await makeWorkspace();
  const journey = await createJourney(ctx, { name: "Ours", template: "standard_freight_escalation" });
  const journeyId = fromPublicId("journey", journey.id) ?? "";
  const saved = await saveTemplate(ctx, { journeyId, name: "Key shippers", summary: "Slow and polite" });
  const templates = await listTemplates(ctx);
  expect(templates).toHaveLength(journeyTemplates.length + 1);
  expect(templates.at(-1)).toEqual({
    key: saved.id,
    name: "Key shippers",
    summary: "Slow and polite",
    steps: 25,
    own: true,
  });
  const copy = await createJourney(ctx, { name: "Copy", template: saved.id });
  const { draft } = await getJourney(ctx, { journeyId });
  const copyId = fromPublicId("journey", copy.id) ?? "";
  expect((await getJourney(ctx, { journeyId: copyId })).draft).toEqual(draft);

  await deleteTemplate(ctx, { templateId: fromPublicId("journeyTemplate", saved.id) ?? "" });
  expect(await listTemplates(ctx)).toHaveLength(journeyTemplates.length);
  await expect(createJourney(ctx, { name: "Late", template: saved.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await getJourney(ctx, { journeyId: copyId })).draft).toEqual(draft);
});

test("two templates of one name are refused; another workspace sees, uses and deletes none of it", async () => {
  const { ctx } = await makeWorkspace();
  const { ctx: other } = await makeWorkspace();
  const journey = await createJourney(ctx, { name: "Ours" });
  const journeyId = fromPublicId("journey", journey.id) ?? "";
  const { id } = await saveTemplate(ctx, { journeyId, name: "Key shippers", summary: "" });
  const again = saveTemplate(ctx, { journeyId, name: "Key shippers", summary: "" });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  const notFound = { code: "NOT_FOUND" };
  expect(await listTemplates(other)).toHaveLength(journeyTemplates.length);
  await expect(createJourney(other, { name: "Theirs", template: id })).rejects.toMatchObject(notFound);
  const templateId = fromPublicId("journeyTemplate", id) ?? "";
  await expect(deleteTemplate(other, { templateId })).rejects.toMatchObject(notFound);
  await expect(saveTemplate(other, { journeyId, name: "Stolen", summary: "" })).rejects.toMatchObject(notFound);
});

test("viewers and agents see templates and change none", async () => {
  const workspace = await makeWorkspace();
  const journey = await createJourney(workspace.ctx, { name: "Ours" });
  const journeyId = fromPublicId("journey", journey.id) ?? "";
  const { id } = await saveTemplate(workspace.ctx, { journeyId, name: "Key shippers", summary: "" });
  const forbidden = { code: "FORBIDDEN" };
  for (const ctx of [workspace.as("viewer"), workspace.as("agent")]) {
    expect((await listTemplates(ctx)).at(-1)).toMatchObject({ key: id });
    await expect(saveTemplate(ctx, { journeyId, name: "x", summary: "" })).rejects.toMatchObject(forbidden);
    const templateId = fromPublicId("journeyTemplate", id) ?? "";
    await expect(deleteTemplate(ctx, { templateId })).rejects.toMatchObject(forbidden);
  }
});
