// For account tests: a caller, a door that keeps its mails and what is to be done after the answer, and people.
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import type { PersonContext } from "@/server/auth/door/person-context";
import type { AccountDoor, AccountMail } from "@/server/auth/ports";
import { hashPassword } from "@/server/auth/sign-in/passwords";
import { realChance } from "@/server/chance";
import { standingClock } from "@/server/clock";

export const PASSWORD = "correct horse battery";
const NOON = new Date("2026-03-02T12:00:00Z");

let callers = 0;

/** A caller from a network of its own, so that limits of one test are not another's. */
export function makeCaller(now = NOON): PersonContext & { at(later: Date): PersonContext } {
  callers += 1;
  const caller: PersonContext = {
    requestId: `request-${callers}`,
    ip: `10.${process.pid % 250}.${callers % 250}.7`,
    userAgent: "Test",
    clock: standingClock(now),
    chance: realChance,
  };
  return { ...caller, at: (later) => ({ ...caller, clock: standingClock(later) }) };
}

export type TestDoor = AccountDoor & {
  mails: { to: string; language: string; message: AccountMail }[];
  /** Does what the door does after its answer. */
  settle(): Promise<void>;
};

/** A door whose mails are looked at instead of sent. */
export function makeDoor(options: { mailboxRequired?: boolean } = {}): TestDoor {
  const waiting: (() => Promise<void>)[] = [];
  const mails: TestDoor["mails"] = [];
  return {
    mails,
    mailer: {
      send: async ({ to, language, message }) => {
        mails.push({ to, language, message });
      },
    },
    publicUrl: "https://duelane.test",
    later: (work) => {
      waiting.push(work);
    },
    mailboxRequired: options.mailboxRequired ?? false,
    settle: async () => {
      for (const work of waiting.splice(0)) await work();
    },
  };
}

/** The secret in the newest mail's link. */
export function secretOf(door: TestDoor): string {
  const message = door.mails.at(-1)?.message;
  const url = message && "url" in message ? new URL(message.url) : undefined;
  return url?.searchParams.get("token") ?? url?.pathname.split("/").at(-1) ?? "";
}

/** A person with a confirmed address and PASSWORD, unless told otherwise. */
export async function makePerson(options: { verified?: boolean; password?: string | null } = {}) {
  const userId = realChance.id();
  const email = `${userId.slice(-12)}@example.com`;
  const password = options.password === undefined ? PASSWORD : options.password;
  const passwordHash = password === null ? null : await hashPassword(password);
  await asSystem("sign-in", (tx) =>
    tx.insert(users).values({
      id: userId,
      email,
      name: "Pat Doe",
      passwordHash,
      createdAt: NOON,
      emailVerifiedAt: options.verified === false ? null : NOON,
    }),
  );
  return { userId, email };
}
