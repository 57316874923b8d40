"use client";

import { useTranslations } from "next-intl";
import { Citation } from "@/components/contact-rules/citation";
import { useRuleText } from "@/components/contact-rules/use-rule-text";
import { Badge } from "@/components/ui/badge";
import type { RuleRow } from "@/server/contact-rules/contract";

/** One rule: what it asks, whom it binds here and why, and where it is written. */
export function RuleItem({ rule }: { rule: RuleRow }) {
  const t = useTranslations("contactRules");
  const text = useRuleText();
  const conditions = rule.binds.conditions.map((each) => t(`conditions.${each}`));
  const hours = text.hours(rule);
  return (
    <li className="grid gap-1.5 py-3 first:pt-0 last:pb-0" id={rule.key.replace(" ", "-")}>
      <p className="flex flex-wrap items-center gap-2">
        <code className="text-xs font-medium">{rule.ruleId}</code>
        <Badge variant={rule.basis === "policy" ? "secondary" : "outline"}>{t(`basis.${rule.basis}`)}</Badge>
        {!rule.verified && (
          <Badge variant="warning" title={t("unverifiedHint")}>
            {t("unverified")}
          </Badge>
        )}
        {rule.inForce === "later" && <Badge variant="info">{t("later", { day: text.day(rule.effectiveFrom) })}</Badge>}
        {rule.inForce === "over" && rule.effectiveTo && (
          <Badge variant="secondary">{t("over", { day: text.day(rule.effectiveTo) })}</Badge>
        )}
      </p>
      <p className="max-w-prose">
        {text.asks(rule)} {conditions.length > 0 && t("whenOnly", { conditions: text.list(conditions) })}
      </p>
      {hours.length > 0 && <p className="text-xs tabular-nums">{text.list(hours)}</p>}
      <Here rule={rule} />
      <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted-foreground">
        <Citation rule={rule} />
        {rule.basis !== "policy" && (
          <span>
            {rule.effectiveTo
              ? t("sinceUntil", { from: text.day(rule.effectiveFrom), to: text.day(rule.effectiveTo) })
              : t("since", { day: text.day(rule.effectiveFrom) })}
          </span>
        )}
        {rule.verified && rule.basis !== "policy" && <span>{t("verified", { day: text.day(rule.verifiedOn) })}</span>}
      </p>
    </li>
  );
}

const PLACES = 4;

function Here({ rule: { here, notHere } }: { rule: RuleRow }) {
  const t = useTranslations("contactRules");
  const channels = useTranslations("ui.channel");
  const text = useRuleText();
  if (!here) return notHere && <p className="text-xs text-muted-foreground">{t(`notHere.${notHere}`)}</p>;
  const places = here.places.slice(0, PLACES).map(({ place }) => text.place(place));
  const more = here.places.length - PLACES;
  return (
    <p className="text-xs">
      <span className="font-medium">{t("why")}:</span>{" "}
      {t("because", {
        debtors: t("debtors", { count: here.debtors }),
        places: more > 0 ? t("andMore", { places: places.join(", "), count: more }) : text.list(places),
      })}
      {", "}
      {t("channels", { channels: text.list(here.channels.map((channel) => channels(channel))) })}
    </p>
  );
}
