// The pay page's doors called as a browser would, in a sandbox workspace.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { GET, POST } from "@/app/pay/[token]/route";
import * as bank from "@/app/pay/[token]/sandbox-checkout/route";
import { closeSharedConnection } from "@/db/client";
import { enrollmentSignals } from "@/db/schema/journeys";
import { checkouts, payLinks, sandboxCheckouts } from "@/db/schema/payments";
import { tenants } from "@/db/schema/tenancy";
import { touches } from "@/db/schema/touches";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { reconcileCheckouts } from "@/server/payments/checkouts/reconcile-checkouts";
import { createPayLink, payLinkDays, revokePayLinks } from "@/server/payments/links/pay-link";
import { recordManualPayment } from "@/server/payments/record-manual-payment";
import { refundPayment } from "@/server/payments/refund-payment";
import {
  balanceOf,
  enroll,
  invoiceOf,
  makeDebtor,
  makeInvoice,
  paymentsOf,
  taskKeys,
} from "@/server/payments/testing/books";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { addInZone } from "@/server/time/calendar";
import { checkoutPort, checkoutPorts } from "@/server/wiring";

const origin = "http://localhost:3000";

async function scene(options: { language?: string; mode?: "live" } = {}) {
  const { mode, ...debtor } = options;
  const { ctx } = await makeWorkspace({ mode, ...(mode === "live" ? { now: new Date() } : {}) });
  const debtorId = await makeDebtor(ctx, debtor);
  const older = await makeInvoice(ctx, debtorId, {
    number: "000123",
    loadNumber: "L-77",
    dueOn: "2026-01-10",
    documents: [{ name: "POD 77.pdf", kind: "pod" }],
  });
  const newer = await makeInvoice(ctx, debtorId, { number: "000124", dueOn: "2026-03-10", amountMinor: 50_00 });
  const path = await linkOf(ctx, debtorId);
  return { ctx, debtorId, older, newer, path };
}

async function linkOf(ctx: TenantContext, debtorId: string) {
  const { url } = await withTenant(ctx, (tx) => createPayLink(tx, ctx, { debtorId, publicUrl: origin }));
  return url.slice(origin.length);
}

let caller = 0;
function request(path: string, form?: Record<string, string> | [string, string][]) {
  caller += 1;
  const headers = new Headers({ "x-forwarded-for": `192.0.2.${caller % 250}` });
  if (!form) return new Request(origin + path, { headers });
  return new Request(origin + path, { method: "POST", headers, body: new URLSearchParams(form) });
}
const params = (path: string) => ({ params: Promise.resolve({ token: path.split(/[/?]/)[2] ?? "" }) });
const get = (path: string) => GET(request(path), params(path));
const post = (path: string, form: Record<string, string> | [string, string][]) =>
  POST(request(path, form), params(path));
const atBank = (path: string, form?: Record<string, string>) =>
  (form ? bank.POST : bank.GET)(request(path, form), params(path));
const locationOf = (response: Response) => {
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
};

async function moveClock(ctx: TenantContext, minutes: number): Promise<TenantContext> {
  const at = addInZone("UTC", ctx.clock.now(), { amount: minutes, unit: "minutes" });
  await asSystem("operate", (tx) => tx.update(tenants).set({ clockAt: at }).where(eq(tenants.id, ctx.tenantId)));
  return { ...ctx, clock: { now: () => at } };
}

const receiptsOf = (ctx: TenantContext) =>
  withTenant(ctx, (tx) =>
    tx
      .select({ key: touches.key, content: touches.content, channel: touches.channel })
      .from(touches)
      .where(and(eq(touches.tenantId, ctx.tenantId), eq(touches.purpose, "receipt"))),
  );

const payAll = (path: string, all: number) => post(path, { currency: "USD", all: String(all) });

test("the page shows what is open and tells nobody that it was seen", async () => {
  const { path } = await scene();
  const response = await get(path);
  const html = await response.text();
  expect(response.status).toBe(200);
  for (const text of ["Test Freight", "Northbound Steel", "$150.00", "000123", "L-77", "POD 77.pdf", "51 days late"])
    expect(html).toContain(text);
  expect(html).not.toContain("<script");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("x-robots-tag")).toContain("noindex");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const policy = response.headers.get("content-security-policy") ?? "";
  for (const rule of ["default-src 'none'", "style-src 'sha256-", "form-action 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
});

test("the page speaks the debtor's language, or the one asked for", async () => {
  const { path } = await scene({ language: "hi" });
  expect(await (await get(path)).text()).toContain('<html lang="hi">');
  expect(await (await get(`${path}?lang=en`)).text()).toContain("Amount due");
});

test("a debtor with hundreds of invoices still gets a page under 60 KB", async () => {
  const { ctx, debtorId, path } = await scene();
  for (let i = 0; i < 300; i += 1) await makeInvoice(ctx, debtorId, { loadNumber: `LOAD-${i}` });
  const html = await (await get(path)).text();
  expect(html).toContain("more invoices");
  expect(gzipSync(html).byteLength).toBeLessThan(60 * 1024);
});

test("names cannot carry markup into the page", async () => {
  const { ctx, debtorId, path } = await scene();
  await makeInvoice(ctx, debtorId, { number: `<img src=x onerror=alert(1)>"'` });
  expect(await (await get(path)).text()).not.toContain("<img");
});

test("the first opening is told to the journeys once", async () => {
  const { ctx, debtorId, path } = await scene();
  await enroll(ctx, debtorId);
  await GET(new Request(origin + path, { headers: { "sec-purpose": "prefetch" } }), params(path));
  await get(path);
  await get(path);
  const signals = await withTenant(ctx, (tx) => tx.select({ kind: enrollmentSignals.kind }).from(enrollmentSignals));
  expect(signals).toEqual([{ kind: "link_opened" }]);
});

test("two taps pay everything: the journeys hear it, the receipt goes out once", async () => {
  const { ctx, debtorId, older, newer, path } = await scene();
  await enroll(ctx, debtorId);
  const checkout = locationOf(await payAll(path, 150_00));
  expect(await (await atBank(checkout)).text()).toContain("$150.00");
  const back = locationOf(await atBank(checkout, { action: "pay", card: "success" }));
  const html = await (await get(back)).text();
  expect(html).toContain("$150.00 is paid");
  expect(html).toContain("All invoices are settled");
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "paid", settledOn: "2026-03-02" });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ status: "paid" });
  expect(await balanceOf(ctx, debtorId)).toEqual({});
  const signals = await withTenant(ctx, (tx) => tx.select({ kind: enrollmentSignals.kind }).from(enrollmentSignals));
  expect(signals.map((signal) => signal.kind)).toContain("paid_in_full");

  await atBank(checkout, { action: "pay", card: "success" });
  await get(back);
  const [payment] = await paymentsOf(ctx, debtorId);
  expect(await receiptsOf(ctx)).toMatchObject([
    { key: `receipt:${payment?.id}`, channel: "email", content: { subject: "Receipt: $150.00 paid to Test Freight" } },
  ]);
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
});

test("a part payment leaves the rest open and chased", async () => {
  const { ctx, debtorId, older, path } = await scene();
  await enroll(ctx, debtorId);
  const checkout = locationOf(await post(path, { currency: "USD", amount: "$30.50" }));
  await atBank(checkout, { action: "pay", card: "success" });
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "open", openMinor: 69_50 });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 119_50 });
  const signals = await withTenant(ctx, (tx) => tx.select({ kind: enrollmentSignals.kind }).from(enrollmentSignals));
  expect(signals).toEqual([{ kind: "paid_in_part" }]);
});

test("chosen invoices are paid, the others are not", async () => {
  const { ctx, older, newer, path } = await scene();
  const form = { currency: "USD", invoice: toPublicId("invoice", newer), amount: "" };
  const checkout = locationOf(await post(path, form));
  await atBank(checkout, { action: "pay", number: "4242 4242 4242 4242" });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ status: "paid" });
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "open", paidMinor: 0 });
});

test.each([
  ["more than is open", { currency: "USD", amount: "150.01" }, "more than is open"],
  ["nothing", { currency: "USD", amount: "0" }, "greater than zero"],
  ["no number", { currency: "USD", amount: "all of it" }, "in figures"],
  ["neither invoice nor amount", { currency: "USD", amount: "" }, "Tick at least one"],
  ["a currency in which nothing is open", { currency: "EUR", amount: "10" }, "Nothing is open"],
  ["a sum that is no longer right", { currency: "USD", all: "99" }, "choose again"],
  ["a field that is missing", { amount: "10" }, "choose again"],
])("paying %s is refused, with a reason", async (_, form, reason) => {
  const { ctx, path } = await scene();
  const response = await post(path, form as Record<string, string>);
  expect(response.status).toBe(422);
  expect(await response.text()).toContain(reason);
  const started = await withTenant(ctx, (tx) => tx.select().from(checkouts));
  expect(started).toEqual([]);
});

test("another debtor's invoice cannot be chosen", async () => {
  const { ctx, path } = await scene();
  const foreign = await makeInvoice(ctx, await makeDebtor(ctx));
  const response = await post(path, { currency: "USD", invoice: toPublicId("invoice", foreign), amount: "" });
  expect(response.status).toBe(422);
});

test("the same choice sent twice at once leads to one checkout", async () => {
  const { ctx, path } = await scene();
  const responses = await Promise.all([1, 2, 3].map(() => payAll(path, 150_00)));
  expect(new Set(responses.map(locationOf)).size).toBe(1);
  expect(await withTenant(ctx, (tx) => tx.select().from(checkouts))).toHaveLength(1);
});

test("what one tab paid, another tab can no longer pay, whichever link it came by", async () => {
  const { ctx, debtorId, newer, path } = await scene();
  const first = locationOf(await payAll(path, 150_00));
  const second = locationOf(await payAll(await linkOf(ctx, debtorId), 150_00));
  const part = locationOf(await post(path, { currency: "USD", invoice: toPublicId("invoice", newer), amount: "10" }));
  locationOf(await atBank(first, { action: "pay", card: "success" }));
  for (const other of [second, part]) {
    const back = locationOf(await atBank(other, { action: "pay", card: "success" }));
    expect((await get(back)).status).toBe(200);
  }
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ amountMinor: 150_00, status: "succeeded" }]);
  expect(await taskKeys(ctx)).toEqual([]);
});

test("a checkout that a cheque overtook is closed by the reconciler, one that still fits stays open", async () => {
  const { ctx, debtorId, older, newer, path } = await scene();
  const whole = locationOf(await payAll(path, 150_00));
  const fits = locationOf(await post(path, { currency: "USD", invoice: toPublicId("invoice", newer), amount: "" }));
  const cheque = { debtorId, currency: "USD", amountMinor: 100_00, receivedOn: "2026-03-01", formId: randomUUID() };
  await recordManualPayment(ctx, { ...cheque, invoiceIds: [older] });
  await reconcileCheckouts(await moveClock(ctx, 10), checkoutPorts("sandbox"));
  locationOf(await atBank(whole, { action: "pay", card: "success" }));
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ method: "member" }]);
  locationOf(await atBank(fits, { action: "pay", card: "success" }));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("money that nobody owed any more is put before a person, until it is given back", async () => {
  const { ctx, debtorId, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  const cheque = { debtorId, currency: "USD", amountMinor: 100_00, receivedOn: "2026-03-01", formId: randomUUID() };
  await recordManualPayment(ctx, cheque);
  locationOf(await atBank(checkout, { action: "pay", card: "success" }));
  const paid = (await paymentsOf(ctx, debtorId)).find(({ method }) => method === "checkout");
  expect(await taskKeys(ctx)).toEqual([`payment_over:${paid?.id}`]);
  const refund = { paymentId: paid?.id ?? "", amountMinor: 50_00 };
  await refundPayment(ctx, () => checkoutPort("sandbox"), refund);
  expect(await taskKeys(ctx)).toHaveLength(1);
  await refundPayment(ctx, () => checkoutPort("sandbox"), refund);
  expect(await taskKeys(ctx)).toEqual([]);
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("two members who refund at once: the same part counts once, different parts add up", async () => {
  const { ctx, debtorId, path } = await scene();
  locationOf(await atBank(locationOf(await payAll(path, 150_00)), { action: "pay", card: "success" }));
  const [paid] = await paymentsOf(ctx, debtorId);
  const refund = (amountMinor: number) =>
    refundPayment(ctx, () => checkoutPort("sandbox"), { paymentId: paid?.id ?? "", amountMinor });
  await Promise.allSettled([refund(20_00), refund(20_00)]);
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ refundedMinor: 20_00 }]);
  await Promise.allSettled([refund(30_00), refund(5_00)]);
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ refundedMinor: 55_00 }]);
  const { refundedMinor } = await withTenant(
    ctx,
    async (tx) => (await tx.select().from(sandboxCheckouts))[0] ?? { refundedMinor: -1 },
  );
  expect([refundedMinor, await balanceOf(ctx, debtorId)]).toEqual([55_00, { USD: 55_00 }]);
});

test("a declined card changes nothing and may be followed by another", async () => {
  const { ctx, debtorId, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  const declined = await atBank(checkout, { action: "pay", number: "4000 0000 0000 0002" });
  expect(await declined.text()).toContain("declined");
  expect(await paymentsOf(ctx, debtorId)).toEqual([]);
  locationOf(await atBank(checkout, { action: "pay", card: "success" }));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("3-D Secure: refused is not paid, approved is", async () => {
  const { ctx, debtorId, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  const asked = await atBank(checkout, { action: "pay", number: "4000002500003155" });
  expect(await asked.text()).toContain("is it you?");
  expect((await atBank(checkout, { action: "refuse" })).status).toBe(422);
  await atBank(checkout, { action: "pay", card: "challenge" });
  locationOf(await atBank(checkout, { action: "approve" }));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("a slow payment is on its way, cannot be paid twice, and ends when the clock moves", async () => {
  const { ctx, debtorId, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  const back = locationOf(await atBank(checkout, { action: "pay", card: "slow_success" }));
  const html = await (await get(back)).text();
  expect(html).toContain("on its way");
  expect(html).not.toContain("Pay $150.00");
  expect((await payAll(path, 150_00)).status).toBe(422);
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "pending" }]);
  const later = await moveClock(ctx, 60);
  expect(await reconcileCheckouts(later, checkoutPorts("sandbox"))).toEqual({ asked: 1, ended: 1, failed: 0 });
  expect(await balanceOf(ctx, debtorId)).toEqual({});
  expect(await receiptsOf(ctx)).toHaveLength(1);
});

test("a slow payment that fails leaves the debt and asks a person to look", async () => {
  const { ctx, debtorId, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  await atBank(checkout, { action: "pay", card: "slow_failure" });
  const back = locationOf(await atBank(checkout, { action: "finish" }));
  expect(await (await get(back)).text()).toContain("did not go through");
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 150_00 });
  expect(await taskKeys(ctx)).toHaveLength(1);
  expect(await receiptsOf(ctx)).toEqual([]);
});

test("a number that is no test card is refused and kept nowhere", async () => {
  const { ctx, path } = await scene();
  const checkout = locationOf(await payAll(path, 150_00));
  const response = await atBank(checkout, { action: "pay", number: "5555 5555 5555 4444" });
  const html = await response.text();
  expect(html).toContain("Never type a real card");
  expect(html).not.toContain("5555");
  expect(await paymentsOf(ctx, ctx.tenantId)).toEqual([]);
});

test("an expired, a revoked and a forged link show nothing of the debtor and take no payment", async () => {
  const { ctx, debtorId, path } = await scene();
  await moveClock(ctx, (payLinkDays + 1) * 24 * 60);
  for (const response of [await get(path), await payAll(path, 150_00)]) {
    expect(response.status).toBe(410);
    const html = await response.text();
    expect(html).toContain("expired");
    expect(html).toContain("tel:+15125550100");
    expect(html).not.toContain("Northbound");
  }
  await moveClock(ctx, 0);
  await withTenant(ctx, (tx) => revokePayLinks(tx, ctx, { debtorId }));
  const revoked = await (await get(path)).text();
  expect(revoked).toContain("withdrawn");
  const forged = `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`;
  for (const response of [await get(forged), await payAll(forged, 150_00), await get("/pay/x")]) {
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("Test Freight");
  }
  expect(await withTenant(ctx, (tx) => tx.select().from(checkouts))).toEqual([]);
});

test("a checkout of another workspace cannot be looked at or finished through one's own link", async () => {
  const a = await scene();
  const b = await scene();
  const checkout = new URL(locationOf(await payAll(a.path, 150_00)), origin).searchParams.get("checkout");
  const html = await (await get(`${b.path}?checkout=${checkout}`)).text();
  expect(html).not.toContain("not finished");
  const response = await atBank(`${b.path}/sandbox-checkout?checkout=${checkout}`, { action: "pay", card: "success" });
  expect(response.status).toBe(303);
  expect(await balanceOf(a.ctx, a.debtorId)).toEqual({ USD: 150_00 });
});

test("another debtor's checkout of the same workspace cannot be paid through one's own link", async () => {
  const a = await scene();
  const otherDebtor = await makeDebtor(a.ctx);
  const other = await linkOf(a.ctx, otherDebtor);
  const checkout = new URL(locationOf(await payAll(a.path, 150_00)), origin).searchParams.get("checkout");
  await atBank(`${other}/sandbox-checkout?checkout=${checkout}`, { action: "pay", card: "success" });
  await reconcileCheckouts(await moveClock(a.ctx, 60), checkoutPorts("sandbox"));
  expect(await balanceOf(a.ctx, a.debtorId)).toEqual({ USD: 150_00 });
  expect(await paymentsOf(a.ctx, a.debtorId)).toEqual([]);
});

test("where nobody takes cards, the page says whom to ask instead of offering a button", async () => {
  const { path } = await scene({ mode: "live" });
  const html = await (await get(path)).text();
  expect(html).toContain("not available at the moment");
  expect(html).toContain("$150.00");
  expect(html).not.toContain("<form");
  expect((await payAll(path, 150_00)).status).toBe(422);
});

test("a caller who asks too often waits, in clear words", async () => {
  const { path } = await scene();
  const headers = { "x-forwarded-for": "198.51.100.7" };
  let response = await GET(new Request(origin + path, { headers }), params(path));
  for (let i = 0; i < 70 && response.status === 200; i += 1)
    response = await GET(new Request(origin + path, { headers }), params(path));
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBeTruthy();
  expect(await response.text()).toContain("wait a minute");
});

test("a link's row keeps nothing from which its address could be made", async () => {
  const { ctx, path } = await scene();
  const rows = await withTenant(ctx, (tx) => tx.select().from(payLinks));
  expect(JSON.stringify(rows)).not.toContain(path.slice("/pay/".length));
});

test("while the database is away the reader is told so, in the language asked for", async () => {
  const { path } = await scene();
  const url = process.env.DATABASE_URL;
  await closeSharedConnection();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  try {
    const away = [await get(path), await payAll(`${path}?lang=hi`, 150_00), await atBank(`${path}/sandbox-checkout`)];
    expect(away.map((response) => [response.status, response.headers.get("retry-after")])).toEqual(
      away.map(() => [503, "30"]),
    );
    const [english, hindi] = await Promise.all(away.map((response) => response.text()));
    expect(english).toContain("Please open the page again in a minute");
    expect(hindi).toContain("कृपया एक मिनट बाद");
  } finally {
    await closeSharedConnection();
    process.env.DATABASE_URL = url;
  }
  expect((await get(path)).status).toBe(200);
});
