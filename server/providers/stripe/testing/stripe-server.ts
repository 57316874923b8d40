// A local HTTP server that speaks the part of Stripe's protocol we use: form-encoded calls, idempotency keys,
// expansion, errors, signed webhooks. Its objects can be moved through a payment's life by the test.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";

type Fields = Record<string, string>;
type Thing = Record<string, unknown> & { id: string };
export type StripeCall = { method: string; path: string; fields: Fields; idempotencyKey: string | undefined };

export type StripeServer = Awaited<ReturnType<typeof startStripeServer>>;

const webhookSecret = "whsec_local";

/** Starts it on a free port. */
export async function startStripeServer() {
  const calls: StripeCall[] = [];
  const sessions = new Map<string, Thing>();
  const intents = new Map<string, Thing>();
  const charges = new Map<string, Thing>();
  const disputes: Thing[] = [];
  const events: Thing[] = [];
  const replies = new Map<string, { asked: string; status: number; body: unknown }>();
  let failing = 0;
  let serial = 0;

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
    const asked = await bodyOf(request);
    const fields = Object.fromEntries(new URLSearchParams(asked));
    const key = request.headers["idempotency-key"]?.toString();
    calls.push({ method: request.method ?? "", path: pathname, fields, idempotencyKey: key });
    if (failing > 0) {
      failing -= 1;
      return send(response, 500, { error: { type: "api_error", message: "down" } });
    }
    if (!request.headers.authorization?.startsWith("Bearer sk_test_"))
      return send(response, 401, { error: { type: "invalid_request_error", message: "no key" } });
    const kept = key && replies.get(key);
    if (kept && kept.asked !== asked)
      return send(response, 400, { error: { type: "idempotency_error", message: "same key, other parameters" } });
    if (kept) return send(response, kept.status, kept.body);
    const reply = answer(request.method ?? "", pathname, fields, searchParams);
    if (key) replies.set(key, { ...reply, asked });
    send(response, reply.status, reply.body);
  });

  function answer(method: string, path: string, fields: Fields, query: URLSearchParams) {
    const id = path.split("/").at(-1) ?? "";
    if (method === "POST" && path === "/v1/checkout/sessions") return createSession(fields);
    if (method === "POST" && path.startsWith("/v1/checkout/sessions/") && id === "expire")
      return expireSession(path.split("/").at(-2) ?? "");
    if (method === "GET" && path.startsWith("/v1/checkout/sessions/"))
      return one(sessions.get(id), (session) => ({ ...session, payment_intent: expanded(session, query) }));
    if (method === "GET" && path.startsWith("/v1/payment_intents/")) return one(intents.get(id), (intent) => intent);
    if (method === "POST" && path === "/v1/refunds") return refund(fields);
    if (method === "GET" && path === "/v1/disputes")
      return list(disputes.filter((dispute) => dispute.payment_intent === query.get("payment_intent")));
    if (method === "GET" && path === "/v1/events") return list([...events].reverse());
    return { status: 404, body: { error: { type: "invalid_request_error", message: `no ${method} ${path}` } } };
  }

  function createSession(fields: Fields) {
    const amount = Object.keys(fields)
      .filter((name) => name.endsWith("[unit_amount]"))
      .reduce((sum, name) => sum + Number(fields[name]), 0);
    const currency = fields["line_items[0][price_data][currency]"] ?? "";
    if (amount < 50) {
      const error = { type: "invalid_request_error", code: "amount_too_small", message: "too small" };
      return { status: 400, body: { error } };
    }
    serial += 1;
    const session: Thing = {
      id: `cs_test_${serial}`,
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      amount_total: amount,
      currency,
      metadata: bracketed(fields, "metadata"),
      payment_intent: null,
      url: `https://checkout.stripe.com/c/pay/cs_test_${serial}`,
    };
    sessions.set(session.id, session);
    return { status: 200, body: session };
  }

  function expireSession(id: string) {
    const session = sessions.get(id);
    if (session?.status !== "open")
      return { status: 400, body: { error: { type: "invalid_request_error", message: "only open sessions expire" } } };
    return { status: 200, body: Object.assign(session, { status: "expired" }) };
  }

  function refund(fields: Fields) {
    const charge = [...charges.values()].find((candidate) => candidate.payment_intent === fields.payment_intent);
    const amount = Number(fields.amount);
    if (!charge || Number(charge.amount_refunded) + amount > Number(charge.amount))
      return { status: 400, body: { error: { type: "invalid_request_error", code: "charge_already_refunded" } } };
    charge.amount_refunded = Number(charge.amount_refunded) + amount;
    return { status: 200, body: { id: `re_${calls.length}`, object: "refund", amount, status: "succeeded" } };
  }

  function expanded(session: Thing, query: URLSearchParams) {
    const intent = intents.get(String(session.payment_intent));
    const deep = [...query.values()].includes("payment_intent.latest_charge");
    if (!intent || !deep) return session.payment_intent;
    return { ...intent, latest_charge: charges.get(String(intent.latest_charge)) ?? null };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** A payer pays: the session completes with an intent in this state. */
  function pay(sessionId: string, status: "succeeded" | "processing") {
    const session = must(sessions.get(sessionId));
    const intent: Thing = {
      id: `pi_${sessionId}`,
      object: "payment_intent",
      status,
      amount: session.amount_total,
      amount_received: status === "succeeded" ? session.amount_total : 0,
      currency: session.currency,
      metadata: session.metadata,
      latest_charge: `ch_${sessionId}`,
    };
    intents.set(intent.id, intent);
    charges.set(`ch_${sessionId}`, {
      id: `ch_${sessionId}`,
      object: "charge",
      status: status === "succeeded" ? "succeeded" : "pending",
      amount: session.amount_total,
      amount_refunded: 0,
      disputed: false,
      payment_intent: intent.id,
      metadata: session.metadata,
    });
    const payment_status = status === "succeeded" ? "paid" : "unpaid";
    Object.assign(session, { status: "complete", payment_status, payment_intent: intent.id });
    return { session, intent, charge: must(charges.get(`ch_${sessionId}`)) };
  }

  /** The end of a slow payment. */
  function settle(sessionId: string, status: "succeeded" | "requires_payment_method") {
    const session = must(sessions.get(sessionId));
    const intent = must(intents.get(`pi_${sessionId}`));
    const paid = status === "succeeded";
    Object.assign(intent, { status, amount_received: paid ? session.amount_total : 0 });
    Object.assign(must(charges.get(`ch_${sessionId}`)), { status: paid ? "succeeded" : "failed" });
    if (paid) session.payment_status = "paid";
    return session;
  }

  /** The payer's bank takes the money back, or gives it again. */
  function dispute(sessionId: string, status: "needs_response" | "won" | "lost") {
    const charge = must(charges.get(`ch_${sessionId}`));
    const known = disputes.find((candidate) => candidate.charge === charge.id);
    charge.disputed = true;
    if (known) return Object.assign(known, { status });
    const made: Thing = {
      id: `dp_${sessionId}`,
      object: "dispute",
      charge: charge.id,
      payment_intent: charge.payment_intent,
      amount: charge.amount,
      status,
      metadata: {},
    };
    disputes.push(made);
    return made;
  }

  /** An event as Stripe would deliver it: kept for `events.list`, and as a signed request. */
  function event(type: string, object: unknown, id = `evt_${++serial}`) {
    const made: Thing = { id, object: "event", type, created: 1_700_000_000 + serial, data: { object } };
    if (!events.some((candidate) => candidate.id === id)) events.push(made);
    const body = JSON.stringify(made);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
    return { body, signature };
  }

  return {
    baseUrl,
    settings: { secretKey: "sk_test_local", webhookSecret, baseUrl },
    calls,
    sessions,
    pay,
    settle,
    dispute,
    event,
    charge: (sessionId: string) => must(charges.get(`ch_${sessionId}`)),
    expire: (sessionId: string) => Object.assign(must(sessions.get(sessionId)), { status: "expired" }),
    failNext: (count: number) => {
      failing = count;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function one(thing: Thing | undefined, present: (thing: Thing) => unknown) {
  if (thing) return { status: 200, body: present(thing) };
  return {
    status: 404,
    body: { error: { type: "invalid_request_error", code: "resource_missing", message: "missing" } },
  };
}

function list(data: unknown[]) {
  return { status: 200, body: { object: "list", data, has_more: false, url: "/" } };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The local Stripe does not know it.");
  return value;
}

function bracketed(fields: Fields, name: string): Fields {
  const own = Object.entries(fields).filter(([key]) => key.startsWith(`${name}[`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1, -1), value]));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
