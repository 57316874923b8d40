import type { Transaction } from "@/db/client";
import { auditEntries, members, tenants } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import type { Chance } from "@/server/chance";
import type { Clock } from "@/server/clock";
import { type Capability, env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { type CreateWorkspaceInput, createWorkspaceInput } from "@/server/tenancy/contract";
import { reservedSlugs } from "@/server/tenancy/reserved-slugs";

type Maker = { userId: string; requestId: string; clock: Clock; chance: Chance };

/** What a live workspace cannot do without: its channels and a way to be paid. */
const liveNeeds: Capability[] = ["resend", "twilio", "stripe"];

/** A workspace with its first member, the owner. Live refuses without the channels' keys. */
export async function createWorkspace(
  maker: Maker,
  input: CreateWorkspaceInput,
): Promise<{ tenantId: string; slug: string }> {
  const workspace = createWorkspaceInput.parse(input);
  if (workspace.mode === "live") refuseWithoutKeys();
  const made = await asSystem("create-workspace", (tx) => insertWorkspace(tx, maker, workspace));
  await auditCreation(maker, made.tenantId, workspace.mode);
  return made;
}

/** Which of them have no keys on this installation. */
export function missingLiveKeys(): Capability[] {
  return liveNeeds.filter((capability) => env()[capability] === undefined);
}

/** Throws LIVE_NEEDS_KEYS naming what is missing. */
function refuseWithoutKeys(): void {
  const missing = missingLiveKeys();
  if (missing.length > 0) {
    throw new DomainError(
      "LIVE_NEEDS_KEYS",
      `A live workspace needs the keys of ${missing.join(", ")}. Set them, or choose a sandbox.`,
    );
  }
}

/** The rows, in a system transaction that is already open (a sign-up makes person and workspace together). */
export async function insertWorkspace(
  tx: Transaction,
  maker: Maker,
  workspace: CreateWorkspaceInput,
): Promise<{ tenantId: string; slug: string }> {
  const tenantId = maker.chance.id();
  const now = maker.clock.now();
  const slug = await insertUnderFreeSlug(tx, { ...workspace, id: tenantId, createdAt: now }, maker.chance);
  await tx
    .insert(members)
    .values({ tenantId, id: maker.chance.id(), userId: maker.userId, role: "owner", createdAt: now });
  return { tenantId, slug };
}

/** The first line of the workspace's audit log. */
export async function auditCreation(maker: Maker, tenantId: string, mode: "live" | "sandbox") {
  await withTenant({ tenantId }, (tx) =>
    tx.insert(auditEntries).values({
      tenantId,
      id: maker.chance.id(),
      at: maker.clock.now(),
      actorKind: "member",
      actorId: maker.userId,
      action: "workspace.create",
      subjectKind: "workspace",
      subjectId: tenantId,
      details: { mode },
      requestId: maker.requestId,
    }),
  );
}

/** The name's own address for whoever comes first, one with a tail for the others, at the same moment too. */
async function insertUnderFreeSlug(
  tx: Transaction,
  tenant: Omit<typeof tenants.$inferInsert, "slug">,
  chance: Chance,
): Promise<string> {
  const stem = slugStem(tenant.name);
  if (!reservedSlugs.has(stem)) {
    const inserted = await tx
      .insert(tenants)
      .values({ ...tenant, slug: stem })
      .onConflictDoNothing({ target: tenants.slug })
      .returning({ id: tenants.id });
    if (inserted.length > 0) return stem;
  }
  const slug = `${stem}-${Buffer.from(chance.bytes(4)).toString("hex").slice(0, 6)}`;
  await tx.insert(tenants).values({ ...tenant, slug });
  return slug;
}

/** "Blue Lane Freight, Inc." → "blue-lane-freight-inc"; a name without Latin letters becomes "workspace". */
export function slugStem(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return plain.length >= 2 ? plain : "workspace";
}
