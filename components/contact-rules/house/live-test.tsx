"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useId } from "react";
import { HoursCalendar } from "@/components/contact-rules/hours/hours-calendar";
import { DebtorChoice } from "@/components/contact-rules/house/debtor-choice";
import { TriedResult } from "@/components/contact-rules/house/tried-result";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import { type HousePolicyInput, tryPurposes } from "@/server/contact-rules/contract";
import { channel } from "@/server/journeys/graph/schema";

const parsers = {
  debtor: parseAsString,
  channel: parseAsStringLiteral(channel.options).withDefault("voice"),
  purpose: parseAsStringLiteral(tryPurposes).withDefault("reminder"),
  /** On the debtor's clock; none: now. */
  at: parseAsString,
};

/** "May I contact this debtor?": who, how, when and with which rules; what is asked is in the address. */
export function LiveTest({ draft, isDraftUsable }: { draft: HousePolicyInput | undefined; isDraftUsable: boolean }) {
  const t = useTranslations("contactRules.try");
  const [asked, ask] = useQueryStates(parsers);
  return (
    <Card className="self-start">
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <DebtorChoice debtorId={asked.debtor} onChoose={(debtor) => ask({ debtor })} />
        {asked.debtor && (
          <>
            <p className="text-xs text-muted-foreground">{t(isDraftUsable ? "withDraft" : "withSaved")}</p>
            <Trial debtorId={asked.debtor} draft={draft} />
            <Hours debtorId={asked.debtor} draft={draft} />
          </>
        )}
      </CardContent>
    </Card>
  );
}

function Trial({ debtorId, draft }: { debtorId: string; draft: HousePolicyInput | undefined }) {
  const t = useTranslations("contactRules.try");
  const channels = useTranslations("ui.channel");
  const trpc = useTRPC();
  const now = useNow();
  const id = useId();
  const [asked, ask] = useQueryStates(parsers);
  const tried = useQuery(
    trpc.contactRules.tryContact.queryOptions(
      { debtorId, channel: asked.channel, purpose: asked.purpose, at: asked.at ?? undefined, draft },
      { placeholderData: keepPreviousData },
    ),
  );
  const zone = tried.data?.zone ?? undefined;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField label={t("channel")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={asked.channel}
              onChange={(event) => ask({ channel: channel.parse(event.target.value) })}
            >
              {channel.options.map((each) => (
                <option key={each} value={each}>
                  {channels(each)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        <FormField label={t("purpose")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={asked.purpose}
              onChange={(event) => ask({ purpose: tryPurposes.find((each) => each === event.target.value) ?? null })}
            >
              {tryPurposes.map((each) => (
                <option key={each} value={each}>
                  {t(`purposes.${each}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Button variant={asked.at ? "outline" : "secondary"} aria-pressed={!asked.at} onClick={() => ask({ at: null })}>
          {t("now")}
        </Button>
        <Button
          variant={asked.at === `${today}T20:30` ? "secondary" : "outline"}
          aria-pressed={asked.at === `${today}T20:30`}
          onClick={() => ask({ at: `${today}T20:30` })}
        >
          {t("tonight")}
        </Button>
        <div className="grid gap-1.5">
          <label htmlFor={`${id}-at`} className="text-xs text-muted-foreground">
            {t("at")}
          </label>
          <Input
            id={`${id}-at`}
            type="datetime-local"
            value={asked.at ?? ""}
            onChange={(event) => ask({ at: event.target.value || null })}
          />
        </div>
      </div>
      {tried.isError ? (
        <ErrorState error={tried.error} onRetry={() => tried.refetch()} />
      ) : tried.data ? (
        <TriedResult tried={tried.data} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </div>
  );
}

function Hours({ debtorId, draft }: { debtorId: string; draft: HousePolicyInput | undefined }) {
  const t = useTranslations("contactRules.calendar");
  const [{ channel: asked }] = useQueryStates(parsers);
  return (
    <section aria-label={t("title")} className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t pt-4">
      <h3 className="text-sm font-medium">{t("title")}</h3>
      <p className="text-xs text-muted-foreground">{t("lead")}</p>
      <HoursCalendar key={asked} debtorId={debtorId} draft={draft} first={asked} />
    </section>
  );
}
