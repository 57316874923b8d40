import { expect, test } from "vitest";
import { noteText } from "@/server/calls/notes/note-text";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = (...content: unknown[]) => ({ type: "doc", content });

test("paragraphs and lists with bold and italic are taken as the editor gives them", () => {
  const note = doc(
    { type: "paragraph" },
    { type: "paragraph", content: [{ type: "text", text: "POD", marks: [{ type: "bold" }] }, { type: "hardBreak" }] },
    { type: "orderedList", content: [{ type: "listItem", content: [paragraph("first")] }] },
  );
  expect(noteText.safeParse(note).success).toBe(true);
});

test("a note that says nothing, says too much, or holds what no editor of ours writes is refused", () => {
  const refused = [
    doc({ type: "paragraph" }),
    doc(paragraph("   ")),
    doc(paragraph("a".repeat(6_000)), paragraph("b".repeat(6_000))),
    doc({ type: "image", attrs: { src: "https://evil.example/pixel.png" } }),
    doc({
      type: "paragraph",
      content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:1" } }] }],
    }),
    { type: "doc", content: [] },
  ];
  for (const note of refused) expect(noteText.safeParse(note).success, JSON.stringify(note).slice(0, 80)).toBe(false);
});
