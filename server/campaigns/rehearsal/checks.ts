// What is looked at before a campaign is launched, each with a plain verdict. What to do about it is the screen's to say.
// Pure.
import type { Channel } from "@/server/journeys/graph/schema";

export type Vendor = "sandbox" | "ready" | "unconfigured";

/** `fail`: nothing good could come of the launch; `warn`: it works, and somebody should know. */
export type Check =
  | { check: "audience"; result: "pass" | "fail"; debtors: number; elsewhere: number; byTrigger: boolean }
  | {
      check: "version";
      result: "pass" | "warn" | "fail";
      problem: "unreadable" | "newer_version" | "newer_draft" | null;
      number: number;
      newest: number;
    }
  | { check: "sender"; result: "pass" | "warn"; missing: SenderPart[] }
  | { check: "channels"; result: "pass" | "warn" | "fail"; vendors: Partial<Record<Channel, Vendor>> }
  | { check: "hours"; result: "pass" | "warn" | "fail"; firstLeavesAt: Date | null }
  | { check: "reach"; result: "pass" | "warn" | "fail"; reached: number; debtors: number }
  | ({ check: "registries"; result: "pass" | "warn" } & ScrubbedNumbers)
  | { check: "limits"; result: "pass" | "warn"; limited: boolean; budgetSpentAt: Date | null; slowed: number };

/** Numbers of those who enter where a registry has a say: `stale` and `unknown` ones get no offer, nor do `blocked`. */
export type ScrubbedNumbers = { numbers: number; blocked: number; stale: number; unknown: number };

export type SenderPart = "email" | "phone" | "postalAddress";

export type Looked = {
  /** Null: nobody can say how many, they come by a trigger. */
  debtors: number | null;
  /** They fit, and another campaign keeps them. */
  elsewhere: number;
  byTrigger: boolean;
  version: { readable: boolean; number: number; newest: number; draftIsNewer: boolean };
  /** What the journey uses. */
  channels: readonly Channel[];
  /** The variables its messages name. */
  variables: ReadonlySet<string>;
  sender: Record<SenderPart, string | null>;
  vendors: Record<Channel, Vendor>;
  firstLeavesAt: Date | null;
  startsAt: Date;
  /** Of the debtors who are not held out: who gets at least one contact. */
  reached: number;
  followed: number;
  scrubbed: ScrubbedNumbers;
  limited: boolean;
  budgetSpentAt: Date | null;
  /** Touches that the pace puts off. */
  slowed: number;
};

/** Fewer than that of those who enter are reached: somebody should know. */
const REACHED_SHARE_MIN = 0.8;
const DAY_MS = 86_400_000;

export function checksOf(looked: Looked): Check[] {
  const { version, channels, variables, sender, debtors, followed, reached } = looked;
  // A sentence that names what nobody filled in would end in nothing: "call us at ."
  const wants = (part: SenderPart) =>
    part === "phone" ? uses(channels, "sms", "voice") || variables.has("company.phone") : uses(channels, "email");
  const missing = (["email", "postalAddress", "phone"] as const).filter((part) => wants(part) && !sender[part]?.trim());
  const vendors = Object.fromEntries(channels.map((channel) => [channel, looked.vendors[channel]]));
  const off = channels.filter((channel) => looked.vendors[channel] === "unconfigured");
  const problem = !version.readable
    ? "unreadable"
    : version.newest > version.number
      ? "newer_version"
      : version.draftIsNewer
        ? "newer_draft"
        : null;
  const nobody = followed === 0;
  return [
    {
      check: "audience",
      result: debtors === 0 && !looked.byTrigger ? "fail" : "pass",
      debtors: debtors ?? 0,
      elsewhere: looked.elsewhere,
      byTrigger: looked.byTrigger,
    },
    {
      check: "version",
      result: problem === "unreadable" ? "fail" : problem ? "warn" : "pass",
      problem,
      number: version.number,
      newest: version.newest,
    },
    { check: "sender", result: missing.length > 0 ? "warn" : "pass", missing },
    {
      check: "channels",
      result: off.length === 0 ? "pass" : off.length === channels.length ? "fail" : "warn",
      vendors,
    },
    ...(nobody
      ? []
      : ([
          { check: "hours", result: hoursOf(looked), firstLeavesAt: looked.firstLeavesAt },
          {
            check: "reach",
            result: reached === 0 ? "fail" : reached < followed * REACHED_SHARE_MIN ? "warn" : "pass",
            reached,
            debtors: followed,
          },
        ] as const)),
    { check: "registries", result: isScrubbed(looked.scrubbed) ? "pass" : "warn", ...looked.scrubbed },
    {
      check: "limits",
      result: looked.budgetSpentAt || looked.slowed > 0 ? "warn" : "pass",
      limited: looked.limited,
      budgetSpentAt: looked.budgetSpentAt,
      slowed: looked.slowed,
    },
  ];
}

const isScrubbed = ({ blocked, stale, unknown }: ScrubbedNumbers) => blocked + stale + unknown === 0;

function hoursOf({ firstLeavesAt, startsAt, channels }: Looked): "pass" | "warn" | "fail" {
  if (channels.length === 0) return "pass";
  if (!firstLeavesAt) return "fail";
  return firstLeavesAt.getTime() - startsAt.getTime() < DAY_MS ? "pass" : "warn";
}

const uses = (channels: readonly Channel[], ...any: Channel[]) => any.some((channel) => channels.includes(channel));
