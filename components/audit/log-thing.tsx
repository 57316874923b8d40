"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import type { LogThing } from "@/server/audit/contract";

/** What an entry is about, by the name people know it by, leading to where it stands. */
export function LogThingLink({ thing, bare = false }: { thing: LogThing; bare?: boolean }) {
  const t = useTranslations("audit.subjects");
  const { slug } = useWorkspace();
  const kind = t.has(thing.kind) ? t(thing.kind) : thing.kind.replaceAll("_", " ");
  const path = pathOf(thing);
  const text = thing.label ?? (bare ? kind : null);
  const name = text && (
    <span className="min-w-0 truncate" title={thing.id ?? undefined}>
      {text}
    </span>
  );
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-1">
      {!bare && <span className="text-muted-foreground">{kind}</span>}
      {path ? (
        <Link
          href={`/${slug}${path}`}
          className="inline-flex min-w-0 rounded-sm underline decoration-border underline-offset-2 outline-none hover:decoration-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          {name ?? t("open")}
        </Link>
      ) : (
        name
      )}
    </span>
  );
}

const rooms: Record<string, string> = {
  debtor: "/debtors",
  invoice: "/invoices",
  touch: "/touches",
  import: "/imports",
  journey: "/journeys",
  campaign: "/campaigns",
  rights_request: "/privacy",
};
const pages: Record<string, string> = {
  workspace: "/settings/company",
  house_policy: "/policy",
  collector: "/policy/collector",
  registry_scrub: "/policy",
  restricted_record: "/privacy/retention",
  retention: "/privacy/retention",
  member: "/settings/members",
  invitation: "/settings/members",
  debtors: "/debtors",
  invoices: "/invoices",
  journey_template: "/journeys",
};

function pathOf({ kind, id, debtorId, campaignId }: LogThing): string | null {
  if (kind === "enrollment" && id && campaignId) return `/campaigns/${campaignId}/enrollments/${id}`;
  const room = rooms[kind];
  // A thing that is gone has a kind and an id, and no page.
  if (room && id) return `${room}/${id}`;
  if (pages[kind]) return pages[kind];
  return debtorId ? `/debtors/${debtorId}` : null;
}
