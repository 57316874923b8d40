// The pay page: no account, no script. GET shows what is open, POST begins a payment of what was chosen.
import { z } from "zod";
import { type PayVisit, payAnswer, payPage, payVisit, readForm, seeOther } from "@/app/pay/door";
import { type PayProblem, type Refused, renderPayPage } from "@/components/payments/pay-page/pay-page";
import { payLanguage, payWords } from "@/components/payments/pay-page/words";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { isCurrency } from "@/server/money";
import { startCheckout } from "@/server/payments/checkouts/start-checkout";
import { syncCheckout } from "@/server/payments/checkouts/sync-checkout";
import type { Choice } from "@/server/payments/lines/choose-lines";
import { parseAmount } from "@/server/payments/lines/parse-amount";
import { openPayPage } from "@/server/payments/links/open-pay-page";
import type { CheckoutPort } from "@/server/payments/ports";
import { fromPublicId } from "@/server/public-ids";
import { checkoutPort, checkoutPorts } from "@/server/wiring";

type Params = { params: Promise<{ token: string }> };

export function GET(request: Request, { params }: Params) {
  return payPage(request, async () => show(request, (await params).token));
}

async function show(request: Request, token: string): Promise<Response> {
  const visit = await payVisit(request, token);
  if (visit instanceof Response) return visit;
  const checkoutId = fromPublicId("checkout", visit.query.get("checkout") ?? "");
  if (checkoutId) await catchUp(visit, checkoutId);
  return answer(visit, { checkoutId, opened: isVisit(request) });
}

export function POST(request: Request, { params }: Params) {
  return payPage(request, async () => take(request, (await params).token));
}

async function take(request: Request, token: string): Promise<Response> {
  const visit = await payVisit(request, token);
  if (visit instanceof Response) return visit;
  if (visit.link.state !== "live") return answer(visit, { opened: false });
  const form = chosen.safeParse(fieldsOf(await readForm(request)));
  if (!form.success) return answer(visit, { opened: false, refused: { at: "all", problem: "stale" } });
  const choice = readChoice(form.data);
  if ("problem" in choice) return answer(visit, { opened: false, refused: choice });
  return begin(visit, form.data, choice);
}

const chosen = z.object({
  currency: z.string().refine(isCurrency),
  all: z.coerce.number().int().positive().optional(),
  amount: z.string().max(30).default(""),
  invoices: z.array(z.string().max(64)).max(500),
});
type Chosen = z.infer<typeof chosen>;

function fieldsOf(form: URLSearchParams | null) {
  return form && { ...Object.fromEntries(form), invoices: form.getAll("invoice") };
}

function readChoice({ currency, all, amount, invoices }: Chosen): Choice | Refused {
  const refuse = (problem: PayProblem): Refused => ({ at: "chooser", problem, currency, amount, chosen: invoices });
  if (all !== undefined) return { kind: "all" };
  const invoiceIds = invoices.map((id) => fromPublicId("invoice", id));
  if (invoiceIds.includes(undefined)) return refuse("not_open");
  const amountMinor = amount.trim() === "" ? undefined : parseAmount(amount, currency);
  if (amountMinor === null) return refuse("not_an_amount");
  return { kind: "some", invoiceIds: invoiceIds.filter((id) => id !== undefined), amountMinor };
}

async function begin(visit: PayVisit, form: Chosen, choice: Choice) {
  const { ctx, link, path } = visit;
  const refuse = (problem: PayProblem, mostMinor?: number) =>
    answer(visit, {
      opened: false,
      refused: {
        at: form.all ? "all" : "chooser",
        problem,
        currency: form.currency,
        amount: form.amount,
        chosen: form.invoices,
        mostMinor,
      },
    });
  const words = payWords(await languageOf(visit));
  const origin = new URL(env().PUBLIC_URL).origin;
  try {
    const started = await startCheckout(ctx, checkoutPort(ctx.mode), link, {
      currency: form.currency,
      choice,
      expectedMinor: form.all,
      language: words.language,
      payPageUrl: origin + path,
      describe: (invoice) => words.t("invoice", { number: invoice.number }),
    });
    if ("problem" in started) return refuse(started.problem, started.mostMinor);
    return seeOther(started.url.startsWith(`${origin}/`) ? started.url.slice(origin.length) : started.url);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn({ tenantId: ctx.tenantId, requestId: ctx.requestId, code: error.code }, "a checkout could not be started");
    return refuse(error.code === "INVALID_INPUT" ? "too_small" : "offline");
  }
}

async function languageOf(visit: PayVisit) {
  const page = await openPayPage(visit.ctx, visit.link, { opened: false });
  return payLanguage(visit.asked, page.debtor?.language);
}

/** The vendor sends the payer back before its webhook may have come: ask at once, but show the page in any case. */
async function catchUp({ ctx, link }: PayVisit, checkoutId: string) {
  try {
    await syncCheckout(ctx, checkoutPorts(ctx.mode), checkoutId, { debtorId: link.debtorId });
  } catch (error) {
    const code = error instanceof DomainError ? error.code : "INTERNAL";
    log.warn({ tenantId: ctx.tenantId, requestId: ctx.requestId, code }, "the pay page could not ask about a checkout");
  }
}

async function answer(visit: PayVisit, show: { opened: boolean; checkoutId?: string; refused?: Refused }) {
  const { ctx, link, path } = visit;
  const page = await openPayPage(ctx, link, show);
  const words = payWords(payLanguage(visit.asked, page.debtor?.language), page.debtor?.country);
  const query = page.checkout ? { checkout: page.checkout.id } : undefined;
  const port = portIfAny(ctx.mode);
  const html = renderPayPage({ words, page, path, query, refused: show.refused, offline: port === null });
  const status = page.state === "live" ? (show.refused ? 422 : 200) : 410;
  return payAnswer(html, { status, pagesOrigin: port?.pagesOrigin });
}

/** Who takes the money, if anybody does. */
function portIfAny(mode: "live" | "sandbox"): CheckoutPort | null {
  try {
    return checkoutPort(mode);
  } catch (error) {
    if (error instanceof DomainError && error.code === "LIVE_NEEDS_KEYS") return null;
    throw error;
  }
}

/** Looking ahead by a browser or asking for headers is not opening the link. */
function isVisit(request: Request): boolean {
  const purpose = request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "";
  return request.method === "GET" && !/prefetch|prerender|preview/.test(purpose);
}
