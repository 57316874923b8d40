"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CalendarNotes } from "@/components/contact-rules/hours/calendar-notes";
import { HoursGrid } from "@/components/contact-rules/hours/hours-grid";
import { useTRPC } from "@/components/trpc/provider";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { HousePolicyInput } from "@/server/contact-rules/contract";
import { type Channel, channel } from "@/server/journeys/graph/schema";

/** A debtor's allowed hours of the next two weeks, channel by channel; with a draft of house rules where one is given. */
export function HoursCalendar({
  debtorId,
  draft,
  first = "voice",
}: {
  debtorId: string;
  draft?: HousePolicyInput;
  /** The channel that is shown first. */
  first?: Channel;
}) {
  const t = useTranslations("contactRules.calendar");
  const channels = useTranslations("ui.channel");
  const language = useLocale() === "hi" ? "hi" : "en";
  const trpc = useTRPC();
  const [shown, setShown] = useState(first);
  const hours = useQuery(
    trpc.contactRules.allowedHours.queryOptions({ debtorId, draft, language }, { placeholderData: keepPreviousData }),
  );
  if (hours.isError) return <ErrorState error={hours.error} onRetry={() => hours.refetch()} />;
  if (hours.isPending) return <Skeleton className="h-[34rem]" />;
  return (
    <Tabs value={shown} onValueChange={(value) => setShown(channel.parse(value))}>
      <TabsList aria-label={t("title")}>
        {channel.options.map((each) => (
          <TabsTrigger key={each} value={each}>
            <ChannelIcon channel={each} label />
          </TabsTrigger>
        ))}
      </TabsList>
      {channel.options.map((each) => {
        const calendar = hours.data[each];
        return (
          <TabsContent key={each} value={each} className="grid gap-3">
            {calendar ? (
              <>
                <HoursGrid calendar={calendar} label={t("grid", { channel: channels(each) })} />
                <CalendarNotes calendar={calendar} />
              </>
            ) : (
              <p className="text-sm text-muted-foreground">{t("noAddress")}</p>
            )}
          </TabsContent>
        );
      })}
    </Tabs>
  );
}
