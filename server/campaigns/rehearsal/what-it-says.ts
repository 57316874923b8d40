// How a message begins, as its debtor would read it. Pure.
import { chasedMoneyOf } from "@/server/campaigns/money/chased-money";
import type { InvoiceNames } from "@/server/campaigns/rehearsal/load-followed";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { dayIn } from "@/server/time/calendar";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import type { TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { messageValues } from "@/server/touches/messages/message-values";
import { renderPlain } from "@/server/touches/messages/render-message";

const SHOWN = 140;

/** The subject of an e-mail, the first words of a text or a call, filled with what the campaign chases. */
export function whatItSays(
  { channel, content, at }: SimulatedTouch,
  { facts: debtor, invoices }: SimulatedDebtor,
  of: { tenant: TenantFacts; invoiceNames: ReadonlyMap<string, InvoiceNames>; publicUrl: string },
): string {
  const { tenant } = of;
  const point = chooseContactPoint(debtor, channel);
  const today = dayIn(tenant.timeZone, at);
  const names = invoices.flatMap((invoice) => of.invoiceNames.get(invoice.id) ?? []);
  const values = messageValues({
    tenant,
    debtor,
    point: point ?? {
      id: "",
      kind: "email",
      address: "",
      isPrimary: true,
      lineType: null,
      status: "active",
      contactName: debtor.name,
    },
    money: {
      ...chasedMoneyOf(invoices, today),
      oldestNumber: names[0]?.number ?? null,
      loadNumbers: names.flatMap(({ loadNumber }) => loadNumber ?? []).slice(0, 5),
    },
    today,
    payUrl: `${of.publicUrl}/pay/…`,
    unsubscribeUrl: null,
  });
  const text = renderPlain({ type: "journey", body: content.subject ?? content.body }, values, " ");
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1).trimEnd()}…` : line;
}
