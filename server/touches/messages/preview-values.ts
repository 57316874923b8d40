import { debtorMoney } from "@/server/campaigns/money/enrollment-money";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import type { MessagePreview } from "@/server/touches/contract";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { messageValues } from "@/server/touches/messages/message-values";

/** What the variables of a message would say to a debtor now, channel by channel. Makes no link and sends nothing. */
export async function previewValues(
  ctx: TenantContext,
  input: { debtorId: string },
  links: { publicUrl: string },
): Promise<MessagePreview> {
  return read(ctx, "debtors.read", async (tx) => {
    const facts = await loadContactFacts(tx, ctx, [input.debtorId]);
    const debtor = found(facts.debtors.get(input.debtorId), "The debtor");
    const today = dayIn(facts.tenant.timeZone, ctx.clock.now());
    const money = (await debtorMoney(tx, ctx, [input.debtorId], today))(input.debtorId);
    const onChannel = (channel: "email" | "sms" | "voice") => {
      const point = chooseContactPoint(debtor, channel);
      if (!point) return null;
      const { unsubscribe_url: _url, ...values } = messageValues({
        tenant: facts.tenant,
        debtor,
        point,
        money,
        today,
        payUrl: `${links.publicUrl}/pay/…`,
        unsubscribeUrl: null,
      });
      return { to: point.address, values };
    };
    return {
      debtor: { id: toPublicId("debtor", debtor.id), name: debtor.name, language: debtor.language },
      email: onChannel("email"),
      sms: onChannel("sms"),
      voice: onChannel("voice"),
    };
  });
}
