"use client";

import {
  BadgeCheck,
  Ban,
  CircleDollarSign,
  Handshake,
  Mail,
  MessageSquare,
  Phone,
  Scale,
  StickyNote,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { cn } from "@/components/ui/cn";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { When } from "@/components/ui/when";
import type { TimelineItem } from "@/server/debtors/contract";
import { formatMoney } from "@/server/money";

const channelIcons = { email: Mail, sms: MessageSquare, voice: Phone } as const;
const channelHues = { email: "text-channel-email", sms: "text-channel-sms", voice: "text-channel-voice" } as const;
const icons = {
  payment: CircleDollarSign,
  promise: Handshake,
  dispute: Scale,
  event: Webhook,
  note: StickyNote,
  opt_out: Ban,
} as const;

export function TimelineEntry({ item }: { item: TimelineItem }) {
  const onChannel = item.kind === "touch" || item.kind === "message";
  const Icon = onChannel ? channelIcons[item.channel] : icons[item.kind];
  return (
    <li className="group/entry relative flex gap-3 pb-4 last:pb-0">
      <span className="absolute top-7 bottom-0 left-3.5 w-px bg-border group-last/entry:hidden" aria-hidden />
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full border bg-card">
        <Icon className={cn("size-3.5", onChannel ? channelHues[item.channel] : "text-muted-foreground")} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <Entry item={item} />
      </div>
    </li>
  );
}

function Line({ title, at, children }: { title: ReactNode; at: Date; children?: ReactNode }) {
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 font-medium">{title}</span>
        <When at={at} className="text-xs text-muted-foreground" />
      </div>
      {children}
    </>
  );
}

const text = "mt-0.5 text-sm whitespace-pre-line break-words text-muted-foreground";

function Entry({ item }: { item: TimelineItem }) {
  const t = useTranslations("debtors.detail");
  const locale = useLocale();
  const format = useFormatter();
  const { slug } = useWorkspace();
  const day = (value: string) =>
    format.dateTime(new Date(`${value}T00:00:00Z`), { timeZone: "UTC", dateStyle: "medium" });
  switch (item.kind) {
    case "touch":
      return <TouchEntry item={item} />;
    case "message":
      return (
        <Line at={item.at} title={t(item.direction === "inbound" ? "items.replied" : "items.said")}>
          {item.subject && <p className="text-sm">{item.subject}</p>}
          <p className={cn(text, "line-clamp-6 text-foreground")}>{item.body}</p>
        </Line>
      );
    case "payment":
      return (
        <Line
          at={item.at}
          title={
            <>
              {t("items.paid", { amount: formatMoney(item, locale) })}
              <StatusBadge status={item.status} />
            </>
          }
        />
      );
    case "promise":
      return (
        <Line
          at={item.at}
          title={
            <>
              {t("items.promised", { amount: formatMoney(item, locale), day: day(item.dueOn) })}
              <StatusBadge status={item.status} />
            </>
          }
        />
      );
    case "dispute":
      return (
        <Line
          at={item.at}
          title={
            <>
              <Link href={`/${slug}/invoices/${item.invoiceId}`} className={textLink}>
                {t("items.disputed", { number: item.invoiceNumber })}
              </Link>
              <StatusBadge status={item.resolvedAt ? "resolved" : "open"} />
            </>
          }
        >
          {item.reason && <p className={text}>{item.reason}</p>}
        </Line>
      );
    case "event":
      return (
        <Line at={item.at} title={<span className="font-mono text-sm wrap-anywhere">{item.name}</span>}>
          <p className="text-xs text-muted-foreground">
            {item.sentBy ? t("items.eventBy", { name: item.sentBy }) : t("items.event")}
          </p>
          {Object.keys(item.data).length > 0 && (
            <dl className="mt-1 grid grid-cols-[fit-content(40%)_1fr] gap-x-3 gap-y-0.5 text-sm">
              {Object.entries(item.data).map(([field, value]) => (
                <Fragment key={field}>
                  <dt className="text-muted-foreground wrap-anywhere">{field}</dt>
                  <dd className="wrap-anywhere">
                    {typeof value === "number"
                      ? format.number(value, { maximumFractionDigits: 20, useGrouping: false })
                      : String(value)}
                  </dd>
                </Fragment>
              ))}
            </dl>
          )}
        </Line>
      );
    case "note":
      return (
        <Line at={item.at} title={item.author ? t("items.notedBy", { name: item.author }) : t("items.noted")}>
          <p className={cn(text, "text-foreground")}>{item.body}</p>
        </Line>
      );
    case "opt_out":
      return (
        <Line at={item.at} title={t("items.optedOut", { channel: item.channel })}>
          <p className={text}>
            {item.address} {item.liftedAt && `· ${t("items.optInAgain")}`}
          </p>
        </Line>
      );
  }
}

const purposes = ["reminder", "receipt", "opt_out_confirmation", "service", "answer"] as const;
const outcomes = ["answered", "no_answer", "busy", "voicemail", "failed"] as const;

function TouchEntry({ item }: { item: Extract<TimelineItem, { kind: "touch" }> }) {
  const t = useTranslations("debtors.detail");
  const codes = useTranslations("policy.codes");
  const { slug } = useWorkspace();
  const purpose = purposes.find((each) => each === item.purpose);
  const outcome = outcomes.find((each) => each === item.outcome);
  return (
    <Line
      at={item.at}
      title={
        <>
          <Link href={`/${slug}/touches/${item.id}`} className={textLink}>
            {t("items.touch", { channel: item.channel })}
            {purpose && ` · ${t(`items.purpose.${purpose}`)}`}
          </Link>
          <StatusBadge status={item.status} />
          {outcome && (
            <span className="inline-flex items-center gap-1 text-xs font-normal text-muted-foreground">
              {outcome === "answered" && <BadgeCheck className="size-3.5" aria-hidden />}
              {t(`items.call.${outcome}`)}
            </span>
          )}
        </>
      }
    >
      {item.subject && <p className="truncate text-sm">{item.subject}</p>}
      {item.body && <p className={cn(text, "line-clamp-2")}>{item.body}</p>}
      <p className="mt-0.5 text-xs text-muted-foreground">
        {[item.campaignName, item.code && (codes.has(item.code) ? codes(item.code) : t("reason", { code: item.code }))]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </Line>
  );
}
