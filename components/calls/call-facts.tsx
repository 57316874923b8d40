import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { TalkTime } from "@/components/calls/talk-time";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { textLink } from "@/components/ui/text-link";
import { When } from "@/components/ui/when";
import { type CallDetail, moodOf } from "@/server/calls/contract";

/** How the call went, in figures, and the way to what let it go out. */
export function CallFacts({ call }: { call: CallDetail }) {
  const t = useTranslations("calls");
  const format = useFormatter();
  const locale = useLocale();
  const { slug, timeZone } = useWorkspace();
  const mood = moodOf(call.sentiment);
  const waits = call.turns.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  const facts: [string, React.ReactNode][] = [
    [
      t("facts.debtor"),
      call.debtorId && (
        <Link href={`/${slug}/debtors/${call.debtorId}`} className={textLink}>
          {call.debtorName}
        </Link>
      ),
    ],
    [t("columns.outcome"), call.outcome && t(`outcomes.${call.outcome}`)],
    [t("facts.ending"), call.ending && t(`endings.${call.ending}`)],
    [
      t("facts.conversation"),
      call.conversation && (
        <Link href={`/${slug}/conversations/${call.conversation.flowId}`} className={textLink}>
          {t("facts.conversationVersion", { name: call.conversation.name, number: call.conversation.version })}
        </Link>
      ),
    ],
    [t("facts.from"), call.fromNumber],
    [t("facts.to"), call.toNumber],
    [t("facts.started"), <When key="started" at={call.startedAt} zone={timeZone} exact />],
    [t("facts.answered"), call.answeredAt && <When key="answered" at={call.answeredAt} zone={timeZone} exact />],
    [t("columns.talk"), call.talkSeconds > 0 && <TalkTime key="talk" seconds={call.talkSeconds} />],
    [t("facts.latency"), waits.length > 0 && t("transcript.latency", { ms: median(waits) })],
    [t("facts.language"), new Intl.DisplayNames(locale, { type: "language" }).of(call.language)],
    [t("columns.mood"), mood && t(`moods.${mood}`)],
    [t("facts.score"), call.score !== null && format.number(call.score)],
    [
      t("facts.cost"),
      call.costMicros !== null &&
        format.number(call.costMicros / 1_000_000, { style: "currency", currency: "USD", maximumFractionDigits: 3 }),
    ],
    [
      t("facts.campaign"),
      call.campaignId && (
        <Link href={`/${slug}/campaigns/${call.campaignId}`} className={textLink}>
          {call.campaignName}
        </Link>
      ),
    ],
    [
      t("facts.allowed"),
      call.touchId && (
        <Link href={`/${slug}/touches/${call.touchId}`} className={textLink}>
          {t("facts.receipt")}
        </Link>
      ),
    ],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("facts.title")}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
          {facts
            .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== "")
            .map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{name}</dt>
                <dd className="text-right wrap-anywhere">{value}</dd>
              </div>
            ))}
        </dl>
      </CardContent>
    </Card>
  );
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
