// For *.db.test.ts: a person about whom everything is known that the product can know, with words that stand nowhere else.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { recordApiEvent } from "@/server/api-events/record-api-event";
import { runErrands } from "@/server/campaigns/effects/run-errands";
import { startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { standingClock } from "@/server/clock";
import { recordConsent } from "@/server/consents/record-consent";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll } from "@/server/conversations/testing/sent-touch";
import { addNote } from "@/server/debtors/add-note";
import { openDispute } from "@/server/disputes/open-dispute";
import { runImport } from "@/server/imports/run-import";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode, ExecutableGraph } from "@/server/journeys/graph/schema";
import { recordPayment } from "@/server/payments/record-payment";
import { recordPromise } from "@/server/promises/record-promise";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import { fromPublicId } from "@/server/public-ids";
import type { RequestKind } from "@/server/rights/contract";
import { openRequest } from "@/server/rights/requests/open-request";
import { answerAsDebtor, pressAsDebtor } from "@/server/sandbox/answer-call";
import type { TenantContext } from "@/server/tenant-context";
import { recordingEmail } from "@/server/touches/testing/recording-vendors";

export const words = {
  company: "Zyxquill Haulage",
  contact: "Quorvenna Zyxquill",
  email: "quorvenna@zyxquill.example",
  phone: "+15125550187",
  phoneInFile: "(512) 555-0187",
  street: "77 Vexmoor Passage",
  note: "collects porcelain herons",
  reply: "my sister Ottoline pays on friday",
  dispute: "the pallet wore a crimson ribbon",
  consent: "she nodded twice at the jetty",
  webhook: "marmalade tier",
  event: "the forklift is called Griselda",
} as const;
/** All of it, as it could stand anywhere. */
export const allWords = [...Object.values(words), "5125550187"];

const header =
  "customer id,customer,contact name,e-mail,phone,street,city,region,postal code,country,address verified,time zone,invoice,issued,due,amount\n";
const row = (
  id: string,
  company: string,
  contact: string,
  email: string,
  phone: string,
  street: string,
  invoice: string,
) =>
  `${id},${company},${contact},${email},${phone},${street},Austin,TX,78701,US,yes,America/Chicago,${invoice},2026-01-05,2026-02-04,1250.50\n`;

/** The file that brings the person, and somebody else. */
export const personFile = (invoice = "90001") =>
  header +
  row("Z-900", words.company, words.contact, words.email, words.phoneInFile, words.street, invoice) +
  row("B-1", "Harbor Steel", "Bo Lind", "bo@harbor.example", "(512) 555-0144", "1 Dock St", `${invoice}5`);

const position = { x: 0, y: 0 };
const journey = (): ExecutableGraph => {
  const nodes = [
    { id: "tag", kind: "update", position, changes: [{ do: "add_tag", tag: "chased" }] },
    {
      id: "ask_crm",
      kind: "webhook",
      position,
      url: "https://crm.example/hook",
      keep: ["tier"],
    },
    {
      id: "tell",
      kind: "notify_team",
      position,
      way: { by: "product" },
      message: textToBody("Chasing {{debtor.name}}"),
    },
    {
      id: "tell_mail",
      kind: "notify_team",
      position,
      way: { by: "email", roles: ["owner"] },
      message: textToBody("Chasing {{debtor.name}}"),
    },
    {
      ...steps.email("mail"),
      body: textToBody("Dear {{contact.name}} of {{debtor.name}}, {{balance}} is open. {{pay_link}}"),
    },
    { ...steps.sms("text"), body: textToBody("{{debtor.name}}: {{balance}} is open. {{pay_link}}") },
    { ...steps.call("call"), script: textToBody("Hello {{contact.name}}, {{balance}} is open.") },
    steps.waitDays("later", 30),
  ] as DraftNode[];
  const all = [
    { id: "start", position, kind: "start" },
    ...nodes,
    { id: "end", position, kind: "exit", outcome: "exhausted" },
  ] as ExecutableGraph["nodes"];
  const port = (node: { kind: string }) => (node.kind === "webhook" ? ["failed", "next"] : ["next"]);
  return {
    schemaVersion: 2,
    leaveOn: ["paid_in_full"],
    nodes: all,
    edges: all
      .slice(0, -1)
      .flatMap((node, at) =>
        port(node).map((name) => ({ id: `e${at}${name}`, from: node.id, port: name, to: all[at + 1]?.id ?? "" })),
      ),
  };
};

/** Import, consent, campaign on every channel, call, reply, note, promise, dispute, payment; days later, in `ctx`. */
export async function liveThrough(
  workspace: TenantContext,
): Promise<{ ctx: TenantContext; debtorId: string; otherId: string }> {
  let ctx = workspace;
  await runImport(ctx, {
    fileName: `${words.company}.csv`,
    content: Buffer.from(personFile()),
    options: { currency: "USD", mode: "good_rows" },
  });
  const idOf = async (externalId: string) =>
    (
      await one<{ id: string }>(
        ctx,
        sql`
    select id from debtors where tenant_id = ${ctx.tenantId} and external_id = ${externalId}`,
      )
    ).id;
  const [debtorId, otherId] = [await idOf("Z-900"), await idOf("B-1")];
  for (const channel of ["sms", "voice"] as const) {
    await recordConsent(ctx, {
      debtorId,
      channel,
      address: words.phone,
      kind: "express_written",
      purpose: "collection",
      givenBy: words.contact,
      evidence: words.consent,
      grantedAt: "2026-01-05T09:00",
    });
  }
  await startCampaign(ctx, journey());
  await wakeDue(ctx);
  await runErrands(ctx, {
    webhook: {
      name: "crm",
      call: async ({ body }) => ({
        kind: "answered",
        body: { tier: body.includes(words.company) ? words.webhook : "plain" },
      }),
    },
    mail: recordingEmail(),
    publicUrl: "https://duelane.example",
    secret: "a-secret-for-tests-only-0123456789abcdef",
  });
  for (let day = 1; day <= 4; day += 1) {
    await wakeDue(ctx);
    await dispatchAll(ctx);
    ctx = { ...ctx, clock: standingClock(new Date(ctx.clock.now().getTime() + 24 * 3_600_000)) };
  }
  const call = await one<{ id: string }>(
    ctx,
    sql`
    select id from sandbox_deliveries where tenant_id = ${ctx.tenantId} and channel = 'voice' and debtor_id = ${debtorId} limit 1`,
  );
  await answerAsDebtor(ctx, { deliveryId: call.id, answeredBy: "person" }, sandboxConversationModel);
  await pressAsDebtor(ctx, { deliveryId: call.id, step: "menu", digits: "3", attempt: 1 });

  await receiveReply(ctx, {
    channel: "sms",
    from: words.phone,
    to: "+15005550006",
    text: words.reply,
    providerRef: "SM1",
  });
  await receiveReply(ctx, {
    channel: "email",
    from: words.email,
    to: "billing@example.com",
    subject: words.reply,
    text: words.reply,
  });
  await addNote(ctx, { debtorId, body: words.note });
  await recordApiEvent(
    ctx,
    { debtorId, event: "pod_received", data: { remark: words.event } },
    { announce: async () => {} },
  );
  await recordPromise(ctx, {
    debtorId,
    amount: { amountMinor: 100, currency: "USD" },
    dueOn: "2026-03-20",
    source: "member",
  });
  const invoice = await one<{ id: string }>(
    ctx,
    sql`
    select id from invoices where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} limit 1`,
  );
  await openDispute(ctx, { invoiceId: invoice.id, reason: words.dispute, source: "debtor" });
  await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor: 50_00,
      method: "checkout",
      providerRef: "pi_life",
      receivedAt: ctx.clock.now(),
      status: "succeeded",
    }),
  );
  await wakeDue(ctx);
  return { ctx, debtorId, otherId };
}

export async function one<Row extends Record<string, unknown>>(
  ctx: TenantContext,
  query: ReturnType<typeof sql>,
): Promise<Row> {
  const { rows } = await withTenant(ctx, (tx) => tx.execute<Row>(query));
  if (!rows[0]) throw new Error("Nothing was found.");
  return rows[0] as Row;
}

/** A request of the person, whose identity is checked. */
export async function askFor(
  ctx: TenantContext,
  kind: RequestKind,
  debtorId: string,
  objectsTo?: "processing" | "automation",
): Promise<string> {
  const { requestId } = await openRequest(ctx, {
    debtorId,
    kind,
    objectsTo,
    askedBy: "person",
    receivedBy: "email",
    identity: "address_on_file",
    receivedOn: "2026-03-01",
    note: `${words.contact} wrote from ${words.email}`,
  });
  return fromPublicId("rightsRequest", requestId) ?? "";
}
