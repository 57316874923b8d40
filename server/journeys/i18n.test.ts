import { expect, test } from "vitest";
import english from "@/server/i18n/messages/en/journeys.json";
import hindi from "@/server/i18n/messages/hi/journeys.json";
import { nodeKinds, signalKinds } from "@/server/journeys/graph/schema";
import { messageVariables } from "@/server/journeys/graph/variables";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";

test.each([
  ["English", english],
  ["Hindi", hindi],
])("%s has a word for every kind of step, signal, variable and template", (_language, messages) => {
  expect(Object.keys(messages.kinds)).toEqual(expect.arrayContaining([...nodeKinds]));
  expect(Object.keys(messages.signals)).toEqual(expect.arrayContaining([...signalKinds]));
  expect(Object.keys(messages.variables)).toEqual(messageVariables.map((name) => name.replaceAll(".", "_")));
  expect(Object.keys(messages.templates)).toEqual(journeyTemplates.map((template) => template.key));
});
