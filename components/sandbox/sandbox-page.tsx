"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { CallsPane } from "@/components/sandbox/calls-pane";
import { InboxPane } from "@/components/sandbox/inbox-pane";
import { MagicAddresses } from "@/components/sandbox/magic-addresses";
import { PhonePane } from "@/components/sandbox/phone-pane";
import { useTRPC } from "@/components/trpc/provider";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { PageHeader } from "@/components/ui/page-header";

const channels = ["email", "sms", "voice"] as const;
const panes = { email: InboxPane, sms: PhonePane, voice: CallsPane };

/** The debtors' side of a sandbox: their inbox, their texts and their ringing phone. */
export function SandboxPage() {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const [debtorId, setDebtorId] = useQueryState("debtor", parseAsString);
  const [shown, setShown] = useQueryState("channel", parseAsStringLiteral(channels).withDefault("email"));
  const debtors = useQuery(trpc.sandbox.debtors.queryOptions());
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <div className="flex items-center gap-2">
            <Label htmlFor="sandbox-debtor">{t("debtor")}</Label>
            <NativeSelect
              id="sandbox-debtor"
              className="max-w-56"
              value={debtorId ?? ""}
              onChange={(event) => setDebtorId(event.target.value || null)}
            >
              <option value="">{t("allDebtors")}</option>
              {debtors.data?.map((debtor) => (
                <option key={debtor.id} value={debtor.id}>
                  {debtor.name}
                </option>
              ))}
            </NativeSelect>
          </div>
        }
      />
      <MagicAddresses />
      <fieldset className="flex gap-1 rounded-lg border bg-muted p-1 xl:hidden">
        <legend className="sr-only">{t("choosePane")}</legend>
        {channels.map((channel) => (
          <button
            key={channel}
            type="button"
            aria-pressed={shown === channel}
            onClick={() => setShown(channel)}
            className={cn(
              "flex min-h-9 flex-1 items-center justify-center gap-1.5 rounded-md px-2 text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring",
              shown === channel ? "bg-card text-foreground shadow-xs" : "text-muted-foreground",
            )}
          >
            <ChannelIcon channel={channel} />
            <span aria-hidden>{t(`panes.${channel}`)}</span>
          </button>
        ))}
      </fieldset>
      <div className="grid gap-4 xl:grid-cols-3 xl:items-start">
        {channels.map((channel) => {
          const Pane = panes[channel];
          return (
            <section
              key={channel}
              aria-labelledby={`pane-${channel}`}
              className={cn("min-w-0 rounded-lg border bg-card", shown !== channel && "hidden xl:block")}
            >
              <h2 id={`pane-${channel}`} className="flex items-center gap-2 border-b px-4 py-3 text-sm font-semibold">
                <ChannelIcon channel={channel} />
                {t(`panes.${channel}`)}
              </h2>
              <Pane debtorId={debtorId} />
            </section>
          );
        })}
      </div>
    </div>
  );
}
