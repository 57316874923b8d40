// Where a sandbox workspace's debtor "pays": test cards only. What happens reaches the books by the same verb as
// Stripe's webhook.
import { z } from "zod";
import { type PayVisit, payAnswer, payPage, payVisit, readForm, seeOther } from "@/app/pay/door";
import { renderSandboxCheckout } from "@/components/payments/pay-page/sandbox-checkout-page";
import { payLanguage, payWords } from "@/components/payments/pay-page/words";
import { syncCheckout } from "@/server/payments/checkouts/sync-checkout";
import type { PayPage } from "@/server/payments/contract";
import { openPayPage } from "@/server/payments/links/open-pay-page";
import { fromPublicId } from "@/server/public-ids";
import { checkoutPorts, sandboxCheckoutBank } from "@/server/wiring";

type Params = { params: Promise<{ token: string }> };
type Problem = "declined" | "never";
const bank = sandboxCheckoutBank();

export function GET(request: Request, { params }: Params) {
  return payPage(request, async () => show(request, (await params).token));
}

async function show(request: Request, token: string): Promise<Response> {
  const found = await openCheckout(request, token);
  return found instanceof Response ? found : answer(found);
}

const action = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("pay"),
    number: z.string().max(30).default(""),
    card: z.enum(bank.testCards.map((card) => card.outcome)).default("success"),
  }),
  z.object({ action: z.enum(["approve", "refuse", "finish"]) }),
]);

export function POST(request: Request, { params }: Params) {
  return payPage(request, async () => take(request, (await params).token));
}

async function take(request: Request, token: string): Promise<Response> {
  const found = await openCheckout(request, token);
  if (found instanceof Response) return found;
  const form = await readForm(request);
  const parsed = action.safeParse(form && Object.fromEntries(form));
  if (!parsed.success) return answer(found);
  const problem = await act(found, parsed.data);
  if (problem) return answer(found, problem);
  const { ctx, link } = found.visit;
  const status = await syncCheckout(ctx, checkoutPorts("sandbox"), found.checkoutId, { debtorId: link.debtorId });
  return status === "open" ? answer(found) : seeOther(backTo(found));
}

/** A checkout of the link's own debtor. */
type Found = { visit: PayVisit; checkoutId: string; page: PayPage };

async function openCheckout(request: Request, token: string): Promise<Found | Response> {
  const visit = await payVisit(request, token);
  if (visit instanceof Response) return visit;
  const checkoutId = fromPublicId("checkout", visit.query.get("checkout") ?? "");
  if (visit.ctx.mode !== "sandbox" || visit.link.state !== "live" || !checkoutId) return seeOther(visit.path);
  const page = await openPayPage(visit.ctx, visit.link, { checkoutId, opened: false });
  return page.checkout ? { visit, checkoutId, page } : seeOther(visit.path);
}

async function act({ visit, checkoutId }: Found, form: z.infer<typeof action>): Promise<Problem | null> {
  const { tenantId } = visit.ctx;
  if (form.action === "finish") await bank.finish(tenantId, checkoutId);
  else if (form.action === "pay") {
    const outcome = form.number.trim() === "" ? form.card : bank.cardOutcome(form.number);
    if (!outcome) return "never";
    if ((await bank.pay(tenantId, checkoutId, outcome)) === "declined") return "declined";
  } else if ((await bank.answerChallenge(tenantId, checkoutId, form.action === "approve")) === "declined")
    return "declined";
  return null;
}

async function answer(found: Found, problem?: Problem) {
  const { visit, checkoutId, page } = found;
  if (page.checkout?.status !== "open") return seeOther(backTo(found));
  const { state } = await bank.look(visit.ctx.tenantId, checkoutId);
  const words = payWords(payLanguage(visit.asked, page.debtor?.language), page.debtor?.country);
  const html = renderSandboxCheckout({
    words,
    workspace: page.workspace,
    checkout: page.checkout,
    challenged: state === "challenged",
    cards: bank.testCards,
    payPath: visit.path,
    problem,
  });
  return payAnswer(html, { status: problem ? 422 : 200 });
}

function backTo({ visit }: Found): string {
  const query = new URLSearchParams({ checkout: visit.query.get("checkout") ?? "" });
  if (visit.asked) query.set("lang", visit.asked);
  return `${visit.path}?${query}`;
}
