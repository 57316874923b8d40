"use client";

import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { textLink } from "@/components/ui/text-link";
import type { Check, Vendor } from "@/server/campaigns/rehearsal/checks";
import { REHEARSED_DAYS as days } from "@/server/campaigns/rehearsal/contract";
import type { Channel } from "@/server/journeys/graph/schema";

const looks = {
  pass: { icon: CircleCheck, text: "text-success-strong" },
  warn: { icon: TriangleAlert, text: "text-warning-strong" },
  fail: { icon: CircleX, text: "text-destructive-strong" },
} as const;
const order = { fail: 0, warn: 1, pass: 2 } as const;

/** Every check with its verdict, what stands in the way first; what is not well says what to do. */
export function CheckList({ checks, journeyId }: { checks: readonly Check[]; journeyId: string }) {
  const t = useTranslations("rehearsal.checks");
  const count = (result: Check["result"]) => checks.filter((check) => check.result === result).length;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>
          {t("counted", { failed: count("fail"), warned: count("warn"), passed: count("pass") })}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-x-8 gap-y-3 md:grid-cols-2">
          {[...checks]
            .sort((a, b) => order[a.result] - order[b.result])
            .map((check) => (
              <Line key={check.check} check={check} journeyId={journeyId} />
            ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function Line({ check, journeyId }: { check: Check; journeyId: string }) {
  const t = useTranslations("rehearsal.checks");
  const { slug } = useWorkspace();
  const say = useCheckText();
  const { icon: Icon, text } = looks[check.result];
  const { said, todo } = say(check);
  const fix = fixes[check.check];
  return (
    <li
      className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 text-sm"
      data-check={check.check}
      data-result={check.result}
    >
      <Icon className={cn("mt-0.5 size-4", text)} aria-hidden />
      <div className="grid content-start gap-0.5">
        <p className="font-medium">
          {t(`${check.check}.title`)} <span className="sr-only">{t(`results.${check.result}`)}</span>
        </p>
        <p className="text-muted-foreground">{said}</p>
        {check.result !== "pass" && (
          <p>
            {todo}{" "}
            {fix && (
              <Link href={`/${slug}${fix.path(journeyId)}`} className={textLink}>
                {t(fix.label)}
              </Link>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

const fixes = {
  audience: null,
  version: { path: (journeyId: string) => `/journeys/${journeyId}`, label: "version.fix" },
  sender: { path: () => "/settings/company", label: "sender.fix" },
  channels: { path: () => "/settings/providers", label: "channels.fix" },
  hours: { path: () => "/policy/house", label: "hours.fix" },
  reach: null,
  registries: { path: () => "/policy/registries", label: "registries.fix" },
  limits: null,
} as const satisfies Record<Check["check"], { path: (journeyId: string) => string; label: string } | null>;

/** What was found, and what to do about it. */
function useCheckText(): (check: Check) => { said: string; todo: string } {
  const t = useTranslations("rehearsal.checks");
  const channelNames = useTranslations("ui.channel");
  const format = useFormatter();
  const { timeZone } = useWorkspace();
  const when = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone });
  const number = (value: number) => format.number(value);
  return (check) => {
    switch (check.check) {
      case "audience":
        return {
          said: check.byTrigger
            ? t("audience.byTrigger")
            : check.result === "pass"
              ? t("audience.pass", { debtors: check.debtors })
              : check.elsewhere > 0
                ? t("audience.elsewhere", { count: check.elsewhere })
                : t("audience.fail"),
          todo: t(check.elsewhere > 0 ? "audience.elsewhere_todo" : "audience.todo"),
        };
      case "version": {
        const { problem, number: own, newest } = check;
        if (problem === null) return { said: t("version.pass", { number: own }), todo: "" };
        return {
          said: t(`version.${problem}`, { number: own, newest }),
          todo: t(`version.${problem}_todo`, { newest }),
        };
      }
      case "sender": {
        const missing = format.list(check.missing.map((part) => t(`sender.parts.${part}`)));
        return {
          said: check.result === "pass" ? t("sender.pass") : t("sender.warn", { missing }),
          todo: t("sender.todo"),
        };
      }
      case "channels": {
        const of = Map.groupBy(Object.entries(check.vendors) as [Channel, Vendor][], ([, vendor]) => vendor);
        const parts = [...of].map(([vendor, entries]) =>
          t(`channels.vendors.${vendor}`, { channels: format.list(entries.map(([channel]) => channelNames(channel))) }),
        );
        return { said: parts.length === 0 ? t("channels.none") : `${parts.join(" · ")}.`, todo: t("channels.todo") };
      }
      case "hours":
        return {
          said: check.firstLeavesAt
            ? t(check.result === "pass" ? "hours.pass" : "hours.warn", { when: when(check.firstLeavesAt) })
            : t("hours.fail", { days }),
          todo: t("hours.todo"),
        };
      case "reach":
        return {
          said: t(`reach.${check.result}`, { reached: number(check.reached), debtors: number(check.debtors) }),
          todo: t("reach.todo"),
        };
      case "registries": {
        const { numbers, blocked, stale, unknown } = check;
        if (check.result === "pass")
          return { said: t(numbers > 0 ? "registries.pass" : "registries.none", { numbers }), todo: "" };
        const parts = [
          blocked > 0 && t("registries.blocked", { count: blocked }),
          stale > 0 && t("registries.stale", { count: stale }),
          unknown > 0 && t("registries.unknown", { count: unknown }),
        ].filter(Boolean);
        return { said: parts.join(" "), todo: t("registries.todo") };
      }
      case "limits": {
        const parts = [
          check.budgetSpentAt && t("limits.spent", { when: when(check.budgetSpentAt) }),
          check.slowed > 0 && t("limits.slowed", { count: check.slowed }),
        ].filter(Boolean);
        const fine = check.limited ? t("limits.pass", { days }) : t("limits.none");
        return { said: parts.length > 0 ? parts.join(" ") : fine, todo: t("limits.todo") };
      }
    }
  };
}
