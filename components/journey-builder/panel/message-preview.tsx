"use client";

import { useLocale, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { smsSegments } from "@/components/journey-builder/panel/sms-segments";
import { bodyToText, isBlank } from "@/server/journeys/graph/message-text";
import type { MessageBody } from "@/server/journeys/graph/schema";
import { isMessageVariable, type MessageVariable } from "@/server/journeys/graph/variables";
import { formatMoney } from "@/server/money";

/** What the variables read like for an invented debtor. */
function useSample(): (name: string) => string {
  const t = useTranslations("journeys.sample");
  const locale = useLocale();
  const values: Record<MessageVariable, () => string> = {
    "debtor.name": () => t("debtor"),
    "contact.name": () => t("contact"),
    balance: () => formatMoney({ amountMinor: 1_184_000, currency: "USD" }, locale),
    overdue_balance: () => formatMoney({ amountMinor: 721_000, currency: "USD" }, locale),
    invoice_count: () => "4",
    oldest_invoice_number: () => "004417",
    oldest_due_date: () =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.UTC(2026, 1, 14)),
    days_overdue: () => "23",
    pay_link: () => "https://pay.example/k7Qm2v",
    "company.name": () => t("company"),
    "company.phone": () => "+1 512 555 0100",
    load_numbers: () => "LD-20931, LD-20955",
  };
  return (name) => (isMessageVariable(name) ? values[name]() : `{{${name}}}`);
}

function Frame({ children, note }: { children: ReactNode; note?: string }) {
  const t = useTranslations("journeys");
  return (
    <section aria-label={t("preview")} className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="text-xs font-medium text-muted-foreground">{t("preview")}</h3>
        {note && <span className="text-xs text-muted-foreground tabular-nums">{note}</span>}
      </div>
      {children}
    </section>
  );
}

/** The e-mail as an invented debtor would read it. */
export function EmailPreview({ subject, body }: { subject: MessageBody | undefined; body: MessageBody | undefined }) {
  const t = useTranslations("journeys");
  const sample = useSample();
  return (
    <Frame>
      <div className="rounded-md border bg-background text-sm">
        <p className="border-b px-3 py-2 font-medium wrap-anywhere">
          {subject && !isBlank(subject) ? bodyToText(subject, sample) : t("noSubject")}
        </p>
        <div className="grid gap-2 px-3 py-2 wrap-anywhere">
          {body && !isBlank(body) ? (
            body.content.map((paragraph, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity but their place
              <p key={index} className="min-h-2">
                {paragraph.content.map((part, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <Fragment key={at}>{inlineWith(part, sample)}</Fragment>
                ))}
              </p>
            ))
          ) : (
            <p className="text-muted-foreground">{t("noText")}</p>
          )}
        </div>
      </div>
    </Frame>
  );
}

function inlineWith(part: MessageBody["content"][number]["content"][number], sample: (name: string) => string) {
  if (part.type === "hardBreak") return <br />;
  if (part.type === "variable") return <span className="text-info-strong">{sample(part.name)}</span>;
  const bold = part.marks?.includes("bold");
  const italic = part.marks?.includes("italic");
  return <span className={`${bold ? "font-semibold" : ""} ${italic ? "italic" : ""}`}>{part.text}</span>;
}

/** The text message as a bubble, with its length as the network counts it. */
export function SmsPreview({ body }: { body: MessageBody | undefined }) {
  const t = useTranslations("journeys");
  const sample = useSample();
  const text = body ? bodyToText(body, sample) : "";
  const { characters, segments } = smsSegments(text);
  return (
    <Frame note={t("smsLength", { characters, segments })}>
      <div className="rounded-lg rounded-bl-none border bg-background px-3 py-2 text-sm whitespace-pre-line wrap-anywhere">
        {text.trim() || t("noText")}
      </div>
      {text.trim() && !/\bstop\b/i.test(text) && <p className="text-xs text-warning-strong">{t("noOptOutLine")}</p>}
    </Frame>
  );
}

/** What the voice says, and what can be pressed. */
export function VoicePreview({ script }: { script: MessageBody | undefined }) {
  const t = useTranslations("journeys");
  const sample = useSample();
  const text = script ? bodyToText(script, sample) : "";
  const words = text.trim() ? text.trim().split(/\s+/).length : 0;
  return (
    <Frame note={t("spokenLength", { seconds: Math.round((words / 150) * 60) })}>
      <blockquote className="rounded-md border bg-background px-3 py-2 text-sm whitespace-pre-line wrap-anywhere">
        {text.trim() || t("noText")}
      </blockquote>
      <p className="text-xs text-muted-foreground">{t("callKeys")}</p>
    </Frame>
  );
}
