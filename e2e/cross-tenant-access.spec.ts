import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { importFile, query, signUp } from "./material/workspace";

const CSV =
  "Customer ID,Customer,Invoice,Issued,Due,Amount\nSECRET-1,Secret Shipper,00042,2026-01-05,2026-02-04,1250.50\nSECRET-2,Bad,,,,x\n";

test("a member of another workspace reaches no page, no export, no file and no upload of it", async ({ browser }) => {
  const [contextA, contextB] = [await browser.newContext(), await browser.newContext()];
  const [a, b] = [await contextA.newPage(), await contextB.newPage()];
  const [owner, stranger] = [await signUp(a, "Alpha Freight"), await signUp(b, "Beta Freight")];
  await importFile(a, owner.slug, {
    name: "a.csv",
    csv: CSV.split("\n").slice(0, 2).join("\n"),
    answers: { "Currency of the amounts": "USD", "Country of the debtors": "US" },
  });
  const [imported] = await query<{ id: string }[]>(a, owner.slug, "imports.list");
  const { rows } = await query<{ rows: { id: string }[] }>(a, owner.slug, "debtors.list");
  const debtor = rows[0]?.id ?? "";
  expect([imported?.id, debtor]).toEqual([expect.stringMatching(/^imp_/), expect.stringMatching(/^deb_/)]);

  const doors = [
    `/${owner.slug}/debtors/export`,
    `/${owner.slug}/invoices/export`,
    `/api/imports/${imported?.id}/errors`,
    `/api/imports/${imported?.id}/errors?workspace=${stranger.slug}`,
    `/api/imports/${imported?.id}/errors?workspace=${owner.slug}`,
  ];
  for (const door of doors) {
    const answer = await b.request.get(door, { headers: { "x-duelane-workspace": stranger.slug } });
    expect(answer.status(), door).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toMatch(/secret/i);
  }
  const upload = await b.request.put(`/api/imports/${imported?.id}/chunks?position=0&workspace=${stranger.slug}`, {
    headers: {
      "x-duelane-workspace": stranger.slug,
      "content-type": "application/octet-stream",
      origin: new URL(b.url()).origin,
    },
    data: Buffer.from("x"),
  });
  expect(upload.status()).toBeGreaterThanOrEqual(400);

  for (const path of [
    owner.slug,
    `${owner.slug}/debtors`,
    `${owner.slug}/debtors/${debtor}`,
    `${owner.slug}/settings/members`,
  ]) {
    await b.goto(`/${path}`);
    await expect(b.getByText("Secret Shipper")).toHaveCount(0);
    await expect(b.getByText("There is nothing at this address").first()).toBeVisible();
  }
  await b.goto(`/${stranger.slug}/debtors/${debtor}`);
  await expect(b.getByText("Secret Shipper")).toHaveCount(0);
});

test("a stranger's request is small: what only members may send is not read", async ({ request }) => {
  const long = { json: { email: "a".repeat(100_000) } };
  const answer = await request.post("/api/trpc/account.requestPasswordReset", { data: long });
  expect(answer.status()).toBe(413);
});
