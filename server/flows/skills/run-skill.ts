// A skill at work, once: the same call of the same conversation answers what it answered the first time. What is done and
// that it was done stand in one transaction; a failure leaves nothing behind and may be tried again.
import { and, eq } from "drizzle-orm";
import { ZodError } from "zod";
import { skillRuns } from "@/db/schema/conversations";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { DomainError } from "@/server/errors";
import { missingPartReasons } from "@/server/flows/graph/availability";
import type { EventOf } from "@/server/flows/interpreter/events";
import { listInvoices, lookUpAccount } from "@/server/flows/skills/acts/account";
import { proposePlan, recordPromised } from "@/server/flows/skills/acts/agreeing";
import { disputeInvoice, scheduleCallback, stopContact, updateContact } from "@/server/flows/skills/acts/asking";
import { sendPayLink } from "@/server/flows/skills/acts/paying";
import { skillContracts } from "@/server/flows/skills/contracts";
import type { Held } from "@/server/flows/skills/held";
import { type SkillName, skillName } from "@/server/flows/skills/names";
import { failed, reasonOf } from "@/server/flows/skills/outcome";
import { runOwnSkill } from "@/server/flows/skills/run-own-skill";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

export type SkillOutcome = EventOf<"skill_done">["outcome"];
export type SkillCall = { skillCallId: string; name: string; args: Record<string, unknown> };

/** Never throws. Who gives up waiting is told TIMEOUT; what was begun is finished, and found under the same call. */
export async function runSkill(
  ctx: TenantContext,
  held: Held,
  call: SkillCall,
  /** Calls what the workspace's own skills name; a sandbox does without. */
  webhook?: WebhookPort,
): Promise<SkillOutcome> {
  const name = skillName.safeParse(call.name);
  if (!name.success) return runOwnSkill(ctx, held, call, webhook);
  const { input, timeoutMs } = skillContracts[name.data];
  const args = input.safeParse(call.args);
  if (!args.success) return failed("INVALID_ARGUMENTS", reasonOf(args.error));
  const work = once(ctx, held, { ...call, name: name.data, args: args.data }).then(
    (result): SkillOutcome => ({ ok: true, result }),
    (error): SkillOutcome => failureOf(error, name.data),
  );
  return within(work, timeoutMs);
}

type Known = { skillCallId: string; name: SkillName; args: Record<string, unknown> };

async function once(ctx: TenantContext, held: Held, call: Known): Promise<Record<string, unknown>> {
  const debtor: TenantContext = { ...ctx, actor: { kind: "debtor", debtorId: held.debtorId } };
  return withTenant(debtor, async (tx) => {
    const key = { tenantId: ctx.tenantId, conversationId: held.conversationId, skillCallId: call.skillCallId };
    const claimed = await tx
      .insert(skillRuns)
      .values({
        ...key,
        id: ctx.chance.id(),
        debtorId: held.debtorId,
        name: call.name,
        result: {},
        at: ctx.clock.now(),
      })
      .onConflictDoNothing({ target: [skillRuns.tenantId, skillRuns.conversationId, skillRuns.skillCallId] })
      .returning({ id: skillRuns.id });
    const mine = and(
      eq(skillRuns.tenantId, key.tenantId),
      eq(skillRuns.conversationId, key.conversationId),
      eq(skillRuns.skillCallId, key.skillCallId),
    );
    if (claimed.length === 0) {
      const [kept] = await tx.select({ name: skillRuns.name, result: skillRuns.result }).from(skillRuns).where(mine);
      if (kept?.name !== call.name)
        throw new DomainError("IDEMPOTENCY_MISMATCH", "This call was made for another skill.");
      return kept.result;
    }
    const result = await acts[call.name](tx, debtor, held, call.args as never, call.skillCallId);
    await tx.update(skillRuns).set({ result }).where(mine);
    return result;
  });
}

type Act = (
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: never,
  skillCallId: string,
) => Promise<Record<string, unknown>>;

/** The arguments of each have been read by its contract. */
const acts: Record<SkillName, Act> = {
  look_up_account: lookUpAccount,
  list_invoices: listInvoices,
  record_promise: recordPromised,
  send_pay_link: sendPayLink,
  send_document: () => unavailable(missingPartReasons.documents),
  open_dispute: disputeInvoice,
  propose_plan: proposePlan,
  schedule_callback: scheduleCallback,
  update_contact: updateContact,
  do_not_call: stopContact,
  transfer: () => unavailable("The engine hands over by itself."),
  end: () => unavailable("The engine ends a conversation by itself."),
};

async function unavailable(reason: string): Promise<never> {
  throw new DomainError("PRECONDITION", reason);
}

function failureOf(error: unknown, name: SkillName): SkillOutcome {
  if (error instanceof DomainError) return failed(error.code, error.message);
  if (error instanceof ZodError) return failed("INVALID_ARGUMENTS", reasonOf(error));
  log.error({ err: error, skill: name }, "a skill failed");
  return failed("INTERNAL", "Something failed on our side.");
}

async function within(work: Promise<SkillOutcome>, timeoutMs: number): Promise<SkillOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SkillOutcome>((done) => {
    timer = setTimeout(() => done(failed("TIMEOUT", "It took too long; it may still be done.")), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
