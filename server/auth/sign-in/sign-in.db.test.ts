import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { userAccounts, userEvents, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { requestSignInLink } from "@/server/auth/mailbox/mail-requests";
import { listSessions, revokeOtherSessions, revokeSession } from "@/server/auth/sessions/my-sessions";
import { resolvePerson } from "@/server/auth/sessions/resolve-caller";
import { startSession } from "@/server/auth/sessions/sessions";
import { changePassword } from "@/server/auth/sign-in/change-password";
import { signInWithGoogle } from "@/server/auth/sign-in/sign-in-with-google";
import { signInWithLink } from "@/server/auth/sign-in/sign-in-with-link";
import { signInWithPassword } from "@/server/auth/sign-in/sign-in-with-password";
import { realClock } from "@/server/clock";
import type { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";
import { makeCaller, makeDoor, makePerson, PASSWORD, secretOf } from "@/server/testing/accounts";
import { codeOf } from "@/server/testing/code-of";

const lax = { requireVerified: false };
const strict = { requireVerified: true };

async function signedIn(userId: string) {
  const caller = { ...makeCaller(), clock: realClock };
  const sessionId = await asSystem("sign-in", (tx) => startSession(tx, caller, userId, "signed_in_by_password"));
  return { userId, sessionId };
}

describe("signing in with a password", () => {
  test("a password changed while somebody signs in with the old one lets them not in", async () => {
    const person = await makePerson();
    const credentials = { email: person.email, password: PASSWORD };
    const { passwordHash } = await signInWithPassword(makeCaller(), credentials, strict);
    const own = await signedIn(person.userId);
    await changePassword(makeCaller(), makeDoor(), own, { current: PASSWORD, password: "another horse battery" });
    const begin = asSystem("sign-in", (tx) =>
      startSession(tx, makeCaller(), person.userId, "signed_in_by_password", { passwordHash }),
    );
    expect(await codeOf(begin)).toBe("UNAUTHENTICATED");
    const now = await signInWithPassword(makeCaller(), { ...credentials, password: "another horse battery" }, strict);
    const again = asSystem("sign-in", (tx) =>
      startSession(tx, makeCaller(), person.userId, "signed_in_by_password", { passwordHash: now.passwordHash }),
    );
    expect(await codeOf(again)).toBe("ok");
  });

  test("the right password finds its person", async () => {
    const person = await makePerson();
    const found = await signInWithPassword(
      makeCaller(),
      { email: ` ${person.email.toUpperCase()} `, password: PASSWORD },
      strict,
    );
    expect(found.userId).toBe(person.userId);
  });

  test("a wrong password, an unknown address, a missing password and an unconfirmed address are answered alike", async () => {
    const person = await makePerson();
    const unconfirmed = await makePerson({ verified: false });
    const withoutPassword = await makePerson({ password: null });
    const attempts = [
      { email: person.email, password: "wrong horse battery" },
      { email: "nobody@example.com", password: PASSWORD },
      { email: withoutPassword.email, password: PASSWORD },
      { email: unconfirmed.email, password: PASSWORD },
      { email: "not an address", password: PASSWORD },
    ];
    for (const attempt of attempts) {
      expect(await codeOf(signInWithPassword(makeCaller(), attempt, strict))).toBe("UNAUTHENTICATED");
    }
  });

  test("an unknown address takes about as long as a wrong password", async () => {
    const person = await makePerson();
    const time = async (email: string) => {
      const startedAt = performance.now();
      await codeOf(signInWithPassword(makeCaller(), { email, password: "wrong horse battery" }, strict));
      return performance.now() - startedAt;
    };
    await time("warm-up@example.com");
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      known.push(await time(person.email));
      unknown.push(await time(`nobody-${i}@example.com`));
    }
    // The least of several is the work itself, whatever else the machine does. The hash is most of it: without it an
    // unknown address would be answered in a tenth of the time.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
    expect(Math.min(...unknown)).toBeLessThan(Math.min(...known) * 2);
  });

  test("guessing from one network is blocked after eight tries, even with the right password, while others can go on", async () => {
    const person = await makePerson();
    const guesser = makeCaller();
    for (let i = 0; i < 8; i += 1) {
      expect(
        await codeOf(signInWithPassword(guesser, { email: person.email, password: `guess number ${i}` }, strict)),
      ).toBe("UNAUTHENTICATED");
    }
    const blocked = await signInWithPassword(guesser, { email: person.email, password: PASSWORD }, strict).catch(
      (error: unknown) => error,
    );
    expect(blocked).toMatchObject({ code: "RATE_LIMITED" });
    expect((blocked as DomainError).details.retryAfterSeconds).toBeGreaterThan(600);
    expect(await codeOf(signInWithPassword(makeCaller(), { email: person.email, password: PASSWORD }, strict))).toBe(
      "ok",
    );
  });

  test("a success forgets the tries before it", async () => {
    const person = await makePerson();
    const caller = makeCaller();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 5; i += 1) {
        await codeOf(signInWithPassword(caller, { email: person.email, password: "wrong horse battery" }, strict));
      }
      expect(await codeOf(signInWithPassword(caller, { email: person.email, password: PASSWORD }, strict))).toBe("ok");
    }
  });

  test("without a mailbox to confirm, an unconfirmed address signs in", async () => {
    const person = await makePerson({ verified: false });
    expect(await codeOf(signInWithPassword(makeCaller(), { email: person.email, password: PASSWORD }, lax))).toBe("ok");
  });
});

describe("signing in by a link", () => {
  test("a link works once", async () => {
    const person = await makePerson();
    const door = makeDoor();
    await requestSignInLink(makeCaller(), door, { email: person.email });
    await door.settle();
    const token = secretOf(door);
    expect(await signInWithLink(makeCaller(), { token })).toEqual({ userId: person.userId });
    expect(await codeOf(signInWithLink(makeCaller(), { token }))).toBe("UNAUTHENTICATED");
  });

  test("of two uses at the same moment one wins", async () => {
    const person = await makePerson();
    const door = makeDoor();
    await requestSignInLink(makeCaller(), door, { email: person.email });
    await door.settle();
    const token = secretOf(door);
    const both = await Promise.all([1, 2].map(() => codeOf(signInWithLink(makeCaller(), { token }))));
    expect(both.sort()).toEqual(["UNAUTHENTICATED", "ok"]);
  });

  test("a link is refused after a quarter of an hour, and once a newer one was sent", async () => {
    const person = await makePerson();
    const door = makeDoor();
    const caller = makeCaller();
    await requestSignInLink(caller, door, { email: person.email });
    await door.settle();
    const first = secretOf(door);
    const late = new Date(caller.clock.now().getTime() + 15 * 60_000);
    expect(await codeOf(signInWithLink(caller.at(late), { token: first }))).toBe("UNAUTHENTICATED");
    await requestSignInLink(caller, door, { email: person.email });
    await door.settle();
    expect(await codeOf(signInWithLink(caller, { token: first }))).toBe("UNAUTHENTICATED");
    expect(await codeOf(signInWithLink(caller, { token: secretOf(door) }))).toBe("ok");
  });

  test("asking for a link says the same for every address, and only a known one gets a mail", async () => {
    const person = await makePerson();
    const door = makeDoor();
    const answers = [
      await requestSignInLink(makeCaller(), door, { email: person.email }),
      await requestSignInLink(makeCaller(), door, { email: "nobody@example.com" }),
    ];
    await door.settle();
    expect(answers).toEqual([undefined, undefined]);
    expect(door.mails.map((mail) => mail.to)).toEqual([person.email]);
  });

  test("one address is not flooded: the sixth mail within an hour is refused, known or not", async () => {
    const person = await makePerson();
    const door = makeDoor();
    for (const email of [person.email, `flood-${person.email}`]) {
      for (let i = 0; i < 5; i += 1) await requestSignInLink(makeCaller(), door, { email });
      expect(await codeOf(requestSignInLink(makeCaller(), door, { email }))).toBe("RATE_LIMITED");
    }
    await door.settle();
  });

  test("who proves the mailbox of an unconfirmed account ends the password and the sessions that were there before", async () => {
    const squatted = await makePerson({ verified: false });
    const squatter = await signedIn(squatted.userId);
    const door = makeDoor();
    await requestSignInLink(makeCaller(), door, { email: squatted.email });
    await door.settle();
    await signInWithLink(makeCaller(), { token: secretOf(door) });
    expect(await resolvePerson(squatter)).toBeNull();
    expect(await codeOf(signInWithPassword(makeCaller(), { email: squatted.email, password: PASSWORD }, lax))).toBe(
      "UNAUTHENTICATED",
    );
  });
});

describe("signing in with Google", () => {
  const google = (email: string, subject: string = crypto.randomUUID()) => ({
    subject,
    email,
    emailVerified: true,
    name: "Pat Doe",
  });

  test("a new person is made once and found by the subject afterwards, whatever the address is then", async () => {
    const subject = crypto.randomUUID();
    const first = await signInWithGoogle(makeCaller(), google(`${subject}@example.com`, subject));
    const again = await signInWithGoogle(makeCaller(), google("other@example.com", subject));
    expect(first?.userId).toBeTruthy();
    expect(again).toEqual(first);
  });

  test("a mailbox that Google does not vouch for joins no account", async () => {
    const person = await makePerson();
    expect(await signInWithGoogle(makeCaller(), { ...google(person.email), emailVerified: false })).toBeNull();
    const linked = await asSystem("sign-in", (tx) =>
      tx.select().from(userAccounts).where(eq(userAccounts.userId, person.userId)),
    );
    expect(linked).toEqual([]);
  });

  test("joining an unconfirmed account drops the password someone else may have set", async () => {
    const squatted = await makePerson({ verified: false });
    expect(await signInWithGoogle(makeCaller(), google(squatted.email))).toEqual({ userId: squatted.userId });
    const rows = await asSystem("sign-in", (tx) => tx.select().from(users).where(eq(users.id, squatted.userId)));
    expect(rows[0]).toMatchObject({ passwordHash: null });
    expect(rows[0]?.emailVerifiedAt).not.toBeNull();
  });
});

describe("sessions", () => {
  test("a revoked session is refused at the next request, and only the own ones can be revoked", async () => {
    const person = await makePerson();
    const other = await makePerson();
    const here = await signedIn(person.userId);
    const there = await signedIn(person.userId);
    const stranger = await signedIn(other.userId);
    const caller = { ...makeCaller(), clock: realClock };

    const listed = await listSessions(caller, here);
    expect(listed).toHaveLength(2);
    expect(listed.filter((session) => session.current)).toHaveLength(1);
    const publicIdOfThere = listed.find((session) => !session.current)?.id ?? "";
    const sessionId = fromPublicId("session", publicIdOfThere) ?? "";
    expect(await codeOf(revokeSession(caller, stranger, { sessionId }))).toBe("NOT_FOUND");
    expect(await resolvePerson(there)).not.toBeNull();
    await revokeSession(caller, here, { sessionId });
    expect(await resolvePerson(there)).toBeNull();
    expect(await resolvePerson(here)).toMatchObject({ userId: person.userId });
  });

  test("a session's id with another person's id is nobody", async () => {
    const [one, two] = [await makePerson(), await makePerson()];
    const session = await signedIn(one.userId);
    expect(await resolvePerson({ sessionId: session.sessionId, userId: two.userId })).toBeNull();
  });

  test("all other sessions end together, the own one stays", async () => {
    const person = await makePerson();
    const here = await signedIn(person.userId);
    const others = [await signedIn(person.userId), await signedIn(person.userId)];
    expect(await revokeOtherSessions({ ...makeCaller(), clock: realClock }, here)).toEqual({ ended: 2 });
    for (const other of others) expect(await resolvePerson(other)).toBeNull();
    expect(await resolvePerson(here)).not.toBeNull();
  });

  test("changing the password needs the current one, ends other sessions and tells the owner", async () => {
    const person = await makePerson();
    const here = await signedIn(person.userId);
    const there = await signedIn(person.userId);
    const door = makeDoor();
    const caller = { ...makeCaller(), clock: realClock };
    const change = (current: string) => changePassword(caller, door, here, { current, password: "a better sentence" });
    expect(await codeOf(change("not this one"))).toBe("INVALID_INPUT");
    expect(await resolvePerson(there)).not.toBeNull();
    await change(PASSWORD);
    await door.settle();
    expect(await resolvePerson(there)).toBeNull();
    expect(await resolvePerson(here)).not.toBeNull();
    expect(door.mails.map((mail) => mail.message.kind)).toEqual(["password_changed"]);
    const credentials = { email: person.email, password: "a better sentence" };
    expect(await codeOf(signInWithPassword(makeCaller(), credentials, strict))).toBe("ok");
  });

  test("what happened to an account is written down, a refused sign-in too", async () => {
    const person = await makePerson();
    await codeOf(signInWithPassword(makeCaller(), { email: person.email, password: "wrong horse battery" }, strict));
    const events = await asSystem("sign-in", (tx) =>
      tx.select().from(userEvents).where(eq(userEvents.userId, person.userId)),
    );
    expect(events.map((event) => event.kind)).toEqual(["sign_in_refused"]);
    expect(events[0]?.ipPrefix).toMatch(/\.0\/24$/);
  });
});
