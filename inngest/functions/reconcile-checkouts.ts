import { inngest } from "@/inngest/client";
import { realClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import { catchUpCheckoutNews } from "@/server/payments/checkouts/catch-up-checkout-news";
import { reconcileCheckouts, workspacesWithOpenCheckouts } from "@/server/payments/checkouts/reconcile-checkouts";
import { systemContext } from "@/server/tenancy/workspace-context";
import { checkoutPorts, stripeNews } from "@/server/wiring";

/** Asks about every checkout whose end no webhook told. */
export const reconcileOpenCheckouts = inngest.createFunction(
  { id: "reconcile-checkouts", triggers: [{ cron: "*/2 * * * *" }], concurrency: 1, retries: 1 },
  async ({ step }) => {
    const tenantIds = await step.run("find workspaces", workspacesWithOpenCheckouts);
    for (const tenantId of tenantIds) {
      await step.run(`ask for ${tenantId}`, async () => {
        const ctx = await systemContext(tenantId, "reconcile checkouts");
        try {
          return await reconcileCheckouts(ctx, checkoutPorts(ctx.mode));
        } catch (error) {
          // Stripe's keys were taken away: nothing can be asked, and the next workspace must not wait for it.
          if (error instanceof DomainError && error.code === "LIVE_NEEDS_KEYS") return { skipped: error.code };
          throw error;
        }
      });
    }
    return { workspaces: tenantIds.length };
  },
);

/** Takes the vendor's events that its webhook missed: refunds and chargebacks of checkouts long ended. */
export const catchUpPaymentEvents = inngest.createFunction(
  { id: "catch-up-payment-events", triggers: [{ cron: "23 * * * *" }], concurrency: 1, retries: 1 },
  async ({ step }) =>
    step.run("ask for events", async () => {
      const news = stripeNews();
      return news ? catchUpCheckoutNews(news, checkoutPorts("live"), realClock.now()) : { skipped: "no keys" };
    }),
);
