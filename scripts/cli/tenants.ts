import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { action, answer, type Output, withDatabase } from "@/scripts/cli/program";
import { hashPassword } from "@/server/auth/sign-in/passwords";
import { realChance } from "@/server/chance";
import { realClock } from "@/server/clock";
import { toPublicId } from "@/server/public-ids";
import { createWorkspace } from "@/server/tenancy/create-workspace";

type Options = Output & {
  name: string;
  owner: string;
  mode: "live" | "sandbox";
  country: string;
  timeZone: string;
  currency: string;
};

/** `duelane tenants create` */
export function tenantCommands(program: Command): void {
  const tenants = program.command("tenants").description("workspaces of this installation");
  tenants
    .command("create")
    .description("make a workspace; its owner is made too when nobody has that e-mail address")
    .requiredOption("--name <name>", "company name")
    .requiredOption("--owner <email>", "the owner's e-mail address")
    .option("--mode <mode>", "sandbox or live", "sandbox")
    .option("--country <code>", "ISO 3166-1 alpha-2", "US")
    .option("--time-zone <zone>", "IANA zone", "America/Chicago")
    .option("--currency <code>", "ISO 4217", "USD")
    .option("--json", "answer in JSON")
    .action(action((options: Options) => withDatabase(() => create(options))));
}

async function create(options: Options): Promise<undefined> {
  const owner = await ensureOwner(options.owner.trim().toLowerCase());
  const made = await createWorkspace(
    { userId: owner.userId, requestId: "cli", clock: realClock, chance: realChance },
    {
      name: options.name,
      mode: options.mode,
      country: options.country,
      timeZone: options.timeZone,
      currency: options.currency,
      language: "en",
    },
  );
  const result = {
    id: toPublicId("tenant", made.tenantId),
    slug: made.slug,
    owner: options.owner,
    password: owner.password,
  };
  answer(options, result, ({ slug, password }) => [
    `workspace ${slug} made`,
    ...(password ? [`owner ${options.owner} made; first password: ${password}`] : []),
  ]);
  return undefined;
}

async function ensureOwner(email: string): Promise<{ userId: string; password: string | null }> {
  const [known] = await asSystem("operate", (tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, email)),
  );
  if (known) return { userId: known.id, password: null };
  const password = randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(password);
  const userId = realChance.id();
  const now = realClock.now();
  await asSystem("operate", (tx) =>
    tx.insert(users).values({
      id: userId,
      email,
      name: email.split("@")[0] ?? email,
      passwordHash,
      createdAt: now,
      emailVerifiedAt: now,
    }),
  );
  return { userId, password };
}
