import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { requestPasswordReset } from "@/server/auth/mailbox/mail-requests";
import { resendVerification } from "@/server/auth/mailbox/resend-verification";
import { verifyEmail } from "@/server/auth/mailbox/verify-email";
import { listWorkspaces, resolvePerson } from "@/server/auth/sessions/resolve-caller";
import { startSession } from "@/server/auth/sessions/sessions";
import { resetPassword } from "@/server/auth/sign-in/reset-password";
import { signInWithPassword } from "@/server/auth/sign-in/sign-in-with-password";
import { signUp } from "@/server/auth/sign-up";
import { realClock } from "@/server/clock";
import { makeCaller, makeDoor, makePerson, PASSWORD, secretOf } from "@/server/testing/accounts";
import { codeOf } from "@/server/testing/code-of";

const wanted = (email: string) => ({ name: "Pat Doe", company: "Blue Lane Freight", email, password: PASSWORD });
const fresh = () => `${crypto.randomUUID()}@example.com`;

async function personByEmail(email: string) {
  const rows = await asSystem("sign-in", (tx) => tx.select().from(users).where(eq(users.email, email)));
  return rows[0];
}

describe("signing up", () => {
  test("a newcomer gets a sandbox workspace of their own, with its creation in the audit log", async () => {
    const email = fresh();
    const answer = await signUp(makeCaller(), makeDoor(), {
      ...wanted(email),
      timeZone: "Asia/Calcutta",
      region: "US",
    });
    expect(answer).toEqual({ next: "sign_in" });
    const person = await personByEmail(email);
    expect(person?.passwordHash).toMatch(/^\$argon2id\$/);
    const workspaces = await listWorkspaces(person?.id ?? "");
    expect(workspaces).toMatchObject([
      {
        name: "Blue Lane Freight",
        mode: "sandbox",
        role: "owner",
        country: "IN",
        timeZone: "Asia/Kolkata",
        currency: "INR",
      },
    ]);
    const tenantId = workspaces[0]?.id ?? "";
    const audit = await withTenant({ tenantId }, (tx) => tx.select().from(auditEntries));
    expect(audit).toMatchObject([{ action: "workspace.create", actorKind: "member", actorId: person?.id }]);
  });

  test("a known address gets the same answer, keeps its password, and its owner a mail", async () => {
    const person = await makePerson();
    const [known, unknown] = [makeDoor({ mailboxRequired: true }), makeDoor({ mailboxRequired: true })];
    const answers = [
      await signUp(makeCaller(), known, { ...wanted(person.email), password: "an intruder's password" }),
      await signUp(makeCaller(), unknown, wanted(fresh())),
    ];
    await Promise.all([known.settle(), unknown.settle()]);
    expect(answers).toEqual([{ next: "check_email" }, { next: "check_email" }]);
    expect(known.mails.map((mail) => mail.message.kind)).toEqual(["already_registered"]);
    expect(unknown.mails.map((mail) => mail.message.kind)).toEqual(["verify_email"]);
    const credentials = { email: person.email, password: PASSWORD };
    expect(await codeOf(signInWithPassword(makeCaller(), credentials, { requireVerified: true }))).toBe("ok");
    expect(await listWorkspaces(person.userId)).toEqual([]);
  });

  test("who may not read the mailbox cannot tell a known address by signing in after it either", async () => {
    const person = await makePerson();
    const attempt = async (email: string) => {
      const caller = makeCaller();
      const answer = await signUp(caller, makeDoor({ mailboxRequired: true }), {
        ...wanted(email),
        password: "a stranger's",
      });
      const signedIn = await codeOf(
        signInWithPassword(caller, { email, password: "a stranger's" }, { requireVerified: true }),
      );
      return { ...answer, signedIn };
    };
    const told = await attempt(person.email);
    expect(told).toEqual({ next: "check_email", signedIn: "UNAUTHENTICATED" });
    expect(await attempt(fresh())).toEqual(told);
  });

  test("no answer comes before the time that the slower of both takes", async () => {
    const person = await makePerson();
    const time = async (email: string) => {
      const startedAt = performance.now();
      await signUp(makeCaller(), makeDoor(), wanted(email));
      return performance.now() - startedAt;
    };
    const times = [await time(person.email), await time(fresh()), await time(fresh())];
    for (const took of times) expect(took).toBeGreaterThan(340);
  });

  test("where mail can be sent, nobody signs in before the address is confirmed; the link works once and for a day", async () => {
    const email = fresh();
    const door = makeDoor({ mailboxRequired: true });
    const caller = makeCaller();
    await signUp(caller, door, wanted(email));
    await door.settle();
    const signIn = () => codeOf(signInWithPassword(caller, { email, password: PASSWORD }, { requireVerified: true }));
    expect(await signIn()).toBe("UNAUTHENTICATED");

    const token = secretOf(door);
    const nextDay = new Date(caller.clock.now().getTime() + 24 * 3_600_000);
    expect(await codeOf(verifyEmail(caller.at(nextDay), { token }))).toBe("PRECONDITION");
    await verifyEmail(caller, { token });
    expect(await codeOf(verifyEmail(caller, { token }))).toBe("PRECONDITION");
    expect(await signIn()).toBe("ok");

    const person = await personByEmail(email);
    const again = makeDoor();
    await resendVerification(makeCaller(), again, person?.id ?? "");
    await again.settle();
    expect(again.mails).toEqual([]);
  });

  test("a link of one purpose does not serve another", async () => {
    const email = fresh();
    const door = makeDoor();
    await signUp(makeCaller(), door, wanted(email));
    await door.settle();
    const token = secretOf(door);
    expect(await codeOf(resetPassword(makeCaller(), door, { token, password: "another sentence" }))).toBe(
      "PRECONDITION",
    );
  });

  test("a short password and an address that is none are refused by name of the field", async () => {
    const attempt = signUp(makeCaller(), makeDoor(), { ...wanted("nobody"), password: "short" });
    await expect(attempt).rejects.toMatchObject({
      issues: [{ path: ["email"] }, { path: ["password"] }],
    });
  });
});

describe("resetting the password", () => {
  test("the link changes it once, ends every session and every other link, and the owner is told", async () => {
    const person = await makePerson();
    const real = { ...makeCaller(), clock: realClock };
    const sessionId = await asSystem("sign-in", (tx) => startSession(tx, real, person.userId, "signed_in_by_password"));
    const session = { userId: person.userId, sessionId };
    const door = makeDoor();
    await requestPasswordReset(real, door, { email: person.email });
    await door.settle();
    const token = secretOf(door);

    await resetPassword(real, door, { token, password: "a better sentence" });
    await door.settle();
    expect(await resolvePerson(session)).toBeNull();
    expect(door.mails.map((mail) => mail.message.kind)).toEqual(["reset_password", "password_changed"]);
    const signIn = (password: string) =>
      codeOf(signInWithPassword(makeCaller(), { email: person.email, password }, { requireVerified: true }));
    expect(await signIn(PASSWORD)).toBe("UNAUTHENTICATED");
    expect(await signIn("a better sentence")).toBe("ok");
    expect(await codeOf(resetPassword(real, door, { token, password: "yet another one" }))).toBe("PRECONDITION");
  });

  test("a link is refused after half an hour", async () => {
    const person = await makePerson();
    const door = makeDoor();
    const caller = makeCaller();
    await requestPasswordReset(caller, door, { email: person.email });
    await door.settle();
    const late = caller.at(new Date(caller.clock.now().getTime() + 30 * 60_000));
    expect(await codeOf(resetPassword(late, door, { token: secretOf(door), password: "a better sentence" }))).toBe(
      "PRECONDITION",
    );
  });

  test("asking says the same for a known and an unknown address and does the telling part after the answer", async () => {
    const person = await makePerson();
    const [known, unknown] = [makeDoor(), makeDoor()];
    const answers = [
      await requestPasswordReset(makeCaller(), known, { email: person.email }),
      await requestPasswordReset(makeCaller(), unknown, { email: fresh() }),
    ];
    expect(answers).toEqual([undefined, undefined]);
    expect([known.mails, unknown.mails]).toEqual([[], []]);
    await Promise.all([known.settle(), unknown.settle()]);
    expect([known.mails.length, unknown.mails.length]).toEqual([1, 0]);
  });
});
