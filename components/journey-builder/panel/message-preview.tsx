"use client";

import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { smsSegments } from "@/components/journey-builder/panel/sms-segments";
import { DebtorPicker } from "@/components/journey-builder/preview/debtor-picker";
import { type Preview, usePreview } from "@/components/journey-builder/preview/use-preview";
import { bodyToText, isBlank } from "@/server/journeys/graph/message-text";
import type { MessageBody } from "@/server/journeys/graph/schema";

function Frame({ preview, children, note }: { preview: Preview; children: ReactNode; note?: string }) {
  const t = useTranslations("journeys");
  const b = useTranslations("builder.preview");
  const title = preview.name === null ? t("preview") : b("for", { name: preview.name });
  return (
    <section aria-label={title} className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-2">
        <h3 className="min-w-0 truncate text-xs font-medium text-muted-foreground">{title}</h3>
        <DebtorPicker />
      </div>
      {preview.to && <p className="text-xs text-muted-foreground wrap-anywhere">{b("to", { address: preview.to })}</p>}
      {preview.to === null && <p className="text-xs text-warning-strong">{b("unreachable")}</p>}
      {children}
      {note && <p className="text-right text-xs text-muted-foreground tabular-nums">{note}</p>}
    </section>
  );
}

/** The e-mail as the chosen debtor would read it. */
export function EmailPreview({ subject, body }: { subject: MessageBody | undefined; body: MessageBody | undefined }) {
  const t = useTranslations("journeys");
  const preview = usePreview("email");
  const sample = preview.fill;
  return (
    <Frame preview={preview}>
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
  const preview = usePreview("sms");
  const sample = preview.fill;
  const text = body ? bodyToText(body, sample) : "";
  const { characters, segments } = smsSegments(text);
  return (
    <Frame preview={preview} note={t("smsLength", { characters, segments })}>
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
  const preview = usePreview("voice");
  const sample = preview.fill;
  const text = script ? bodyToText(script, sample) : "";
  const words = text.trim() ? text.trim().split(/\s+/).length : 0;
  return (
    <Frame preview={preview} note={t("spokenLength", { seconds: Math.round((words / 150) * 60) })}>
      <blockquote className="rounded-md border bg-background px-3 py-2 text-sm whitespace-pre-line wrap-anywhere">
        {text.trim() || t("noText")}
      </blockquote>
      <p className="text-xs text-muted-foreground">{t("callKeys")}</p>
    </Frame>
  );
}
