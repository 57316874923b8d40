// What verbs about a person take: there is no workspace yet, so no tenant and no sandbox clock.
import { type Chance, realChance } from "@/server/chance";
import { type Clock, realClock } from "@/server/clock";

export type PersonContext = {
  requestId: string;
  ip: string;
  userAgent: string | null;
  clock: Clock;
  chance: Chance;
};

/** The context of a request that comes from outside, at real time. */
export function personContext(caller: { requestId: string; ip: string; userAgent?: string | null }): PersonContext {
  return {
    requestId: caller.requestId,
    ip: caller.ip,
    userAgent: caller.userAgent ?? null,
    clock: realClock,
    chance: realChance,
  };
}

/** The network an address belongs to (/24 or /48): enough to recognise a session, too little to locate a person. */
export function ipPrefix(ip: string): string | null {
  if (ip === "::1" || ip.startsWith("127.")) return null;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return `${ip.split(".").slice(0, 3).join(".")}.0/24`;
  if (!ip.includes(":")) return null;
  const mapped = ip.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i);
  if (mapped?.[1]) return ipPrefix(mapped[1]);
  const [head = "", tail = ""] = ip.toLowerCase().split("::");
  const front = head ? head.split(":") : [];
  const back = tail ? tail.split(":") : [];
  const zeros = ip.includes("::") ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0") : [];
  const groups = [...front, ...zeros, ...back].slice(0, 3);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/48`;
}
