import { expect, test } from "vitest";
import type { ReceiptFacts } from "@/server/payments/ports";
import { renderReceipt } from "@/server/providers/receipt-mail";

const facts: ReceiptFacts = {
  language: "en",
  country: "US",
  workspaceName: "Test Freight",
  workspaceEmail: "billing@example.com",
  workspacePhone: null,
  debtorName: "Northbound <Steel>",
  currency: "USD",
  amountMinor: 721_10,
  paidOn: "2026-03-02",
  reference: "chk_1",
  lines: [
    { number: "000123", amountMinor: 700_00 },
    { number: "000124", amountMinor: 21_10 },
  ],
  test: false,
};

test("a receipt says who paid whom how much, when and for what, in HTML and in plain text", async () => {
  const { subject, html, text } = await renderReceipt(facts);
  expect(subject).toBe("Receipt: $721.10 paid to Test Freight");
  for (const part of ["March 2, 2026", "000123", "$700.00", "$21.10", "chk_1", "billing@example.com"]) {
    expect(html).toContain(part);
    expect(text).toContain(part);
  }
  expect(html).not.toContain("<Steel>");
  expect(text).not.toContain("test receipt");
});

test("a receipt speaks the payer's language, and says when no real money moved", async () => {
  const { subject, html } = await renderReceipt({
    ...facts,
    language: "hi",
    country: "IN",
    currency: "INR",
    test: true,
  });
  expect(subject).toContain("रसीद");
  expect(html).toContain('lang="hi"');
  expect(html).toContain("₹721.10");
  expect(html).toContain("परीक्षण रसीद");
});

test("a language we do not speak gets English", async () => {
  expect((await renderReceipt({ ...facts, language: "fr" })).subject).toContain("Receipt");
});
