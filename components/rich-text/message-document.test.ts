import { expect, test } from "vitest";
import { fromEditor, toEditor } from "@/components/rich-text/message-document";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { MessageBody } from "@/server/journeys/graph/schema";

test("a body comes back from the editor as it went in", () => {
  const body: MessageBody = {
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Pay ", marks: ["bold", "italic"] },
          { type: "variable", name: "balance" },
          { type: "hardBreak" },
          { type: "text", text: "now" },
        ],
      },
      { type: "paragraph", content: [] },
    ],
  };
  expect(fromEditor(toEditor(body))).toEqual(body);
  expect(fromEditor(toEditor(textToBody("Hello {{contact.name}},\n\nbye")))).toEqual(
    textToBody("Hello {{contact.name}},\n\nbye"),
  );
});

test("what a body does not know is dropped, not kept in secret", () => {
  const pasted = {
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "https://e.com" } }] }],
      },
      { type: "image", attrs: { src: "x" } },
    ],
  };
  expect(fromEditor(pasted)).toEqual({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "x" }] }],
  });
});

test("no body is an empty paragraph to write in", () => {
  expect(toEditor(undefined)).toEqual({ type: "doc", content: [{ type: "paragraph", content: [] }] });
});
