// What a rule asks, as the name of a sentence in the catalogue (`contactRules.asks`) and the numbers in it: the same data
// that decide say it. Pure.
import type { Rule, Week } from "@/server/policy/rules/rule";

export type PlainWords = { text: string; values: Record<string, string | number> };

export function plainWords(rule: Rule): PlainWords {
  switch (rule.kind) {
    case "stop":
      return say(`stop.${rule.params.stop}`);
    case "opt_out":
      return say(`opt_out.${rule.params.allPhoneChannels ? "all_phone" : rule.params.from}`);
    case "refused_channel":
      return say(`refused_channel.${rule.params.by}`);
    case "ai_voice_consent": {
      const { freeCalls } = rule.params;
      return freeCalls ? say("ai_voice.free", { max: freeCalls.max, days: freeCalls.days }) : say("ai_voice.consent");
    }
    case "written_consent":
      return say(`consent.${rule.code === "CONSENT_MARKETING" ? "offers" : "messages"}`);
    case "window":
      return say(rule.params.holidays ? "window.holidays" : "window.hours");
    case "house_cap":
      return say(`house_cap.${rule.params.limit}`);
    case "preference":
      return say(rule.params.mayReplyOnce ? "preference.reply" : "preference.wish");
    case "cap": {
      const { max, days, counts, per, contactPlace } = rule.params;
      return say("cap", { max, days, counts, per, place: contactPlace ?? "any" });
    }
    case "validation":
      return say(rule.params.onlyObliges ? "validation.disclosures" : "validation.notice", { days: rule.params.days });
    case "natural_person_credit":
      return say("natural_person_credit", { amount: rule.params.maxMinor / 100, currency: rule.params.currency });
    case "oblige":
      return say(`oblige.${rule.params.obligation}`);
    case "confirmation":
      return say("confirmation", { minutes: rule.params.minutes });
    case "registry":
      return say("registry", { days: rule.params.maxAgeDays });
    case "cooldown":
    case "number_age":
    case "email_procedures":
      return say(rule.kind, { days: rule.params.days });
    case "suit_threat":
      return say("suit_threat", { months: rule.params.months });
    default:
      return say(rule.kind);
  }
}

const say = (text: string, values: PlainWords["values"] = {}): PlainWords => ({ text, values });

export type HoursLine = { from: number; to: number; first: number; last: number };

/** A week as few lines: days that follow each other, from Monday on (0), and their opening and closing minute. */
export function weekLines(week: Week): HoursLine[] {
  const lines: HoursLine[] = [];
  for (const [place, weekday] of [1, 2, 3, 4, 5, 6, 0].entries()) {
    for (const [from, to] of week[weekday] ?? []) {
      const line = lines.find((each) => each.last === place - 1 && each.from === from && each.to === to);
      if (line) line.last = place;
      else lines.push({ from, to, first: place, last: place });
    }
  }
  return lines;
}
