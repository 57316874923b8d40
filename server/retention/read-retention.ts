import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import {
  type DataKind,
  dataKinds,
  type OwnKind,
  ownKinds,
  type RetentionLine,
  type RetentionState,
} from "@/server/retention/contract";
import { loadKeeping, type WorkspaceKeeping } from "@/server/retention/load-keeping";
import { currentRetention } from "@/server/retention/rules/pack";
import { bindingRules, defaults, limitsOf, sourceOf } from "@/server/retention/rules/periods";
import type { RetentionRule } from "@/server/retention/rules/rule";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";

/** How long each kind of data is kept here, by which rules, and how far the workspace may set it itself. */
export function readRetention(ctx: TenantContext): Promise<RetentionState> {
  return read(ctx, "retention.read", async (tx) => {
    const keeping = await loadKeeping(tx, ctx);
    const { rows } = await tx.execute<{ at: string; details: Record<string, unknown> }>(sql`
      select at, details from audit_entries where tenant_id = ${ctx.tenantId} and subject_id = ${ctx.tenantId}
        and action = 'retention.run' order by id desc limit 1`);
    const [last] = rows;
    return {
      packVersion: currentRetention.version,
      version: keeping.version,
      lines: dataKinds.map((kind) => lineOf(kind, keeping)),
      lastRun: last ? { at: instantOf(last.at), deleted: deletedIn(last.details) } : null,
    };
  });
}

const deletedIn = ({ version: _version, ...counts }: Record<string, unknown>) =>
  Object.values(counts).reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);

function lineOf(kind: DataKind, keeping: WorkspaceKeeping): RetentionLine {
  const rules = new Map<string, RetentionRule>();
  for (const group of keeping.groups) for (const rule of bindingRules(kind, group)) rules.set(rule.id, rule);
  const sources = [...rules.values()].map(sourceOf).sort((a, b) => b.days - a.days);
  if (!isOwn(kind)) {
    return {
      kind,
      from: [...rules.values()][0]?.from ?? "made",
      days: sources[0]?.days ?? null,
      defaultDays: null,
      minDays: null,
      maxDays: null,
      own: false,
      sources,
    };
  }
  const { min, max } = workspaceLimits(kind, keeping);
  const chosen = keeping.own[kind];
  const days = Math.min(max, Math.max(min, chosen ?? defaults[kind].days));
  return {
    kind,
    from: defaults[kind].from,
    days,
    defaultDays: Math.min(max, Math.max(min, defaults[kind].days)),
    minDays: min,
    maxDays: max,
    own: chosen !== undefined,
    sources,
  };
}

const isOwn = (kind: DataKind): kind is OwnKind => (ownKinds as readonly string[]).includes(kind);

/**
 * As far as a workspace may go: no rule of any of its debtors is cut short, and none that asks to drop sooner is passed by
 * all of them. A debtor whose own rules are stricter is kept by those.
 */
export function workspaceLimits(kind: OwnKind, { groups }: WorkspaceKeeping): { min: number; max: number } {
  const limits = groups.map((group) => limitsOf(kind, group));
  return { min: Math.min(...limits.map(({ min }) => min)), max: Math.max(...limits.map(({ max }) => max)) };
}
