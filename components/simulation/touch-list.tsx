"use client";

import { Inbox } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { useWorkspace } from "@/components/shell/workspace-context";
import { TouchSheet } from "@/components/simulation/touch-sheet";
import { Button } from "@/components/ui/button";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { EmptyState } from "@/components/ui/empty-state";
import { DataList, type ListColumn } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { LocalTime } from "@/components/ui/when";
import type { Channel, ExecutableGraph } from "@/server/journeys/graph/schema";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";

const ends = ["left", "deferred", "refused", "cancelled"] as const;
type End = (typeof ends)[number];

/** Every touch of the day, or of all days until then; a press opens why, or why not. */
export function TouchList({
  graph,
  touches,
  names,
  real,
  day,
}: {
  graph: ExecutableGraph;
  touches: readonly SimulatedTouch[];
  names: Record<string, string>;
  real: boolean;
  day: { from: number; until: number };
}) {
  const t = useTranslations("simulation.touches");
  const channels = useTranslations("ui.channel");
  const codes = useTranslations("policy.codes");
  const words = useStepWords();
  const format = useFormatter();
  const { slug } = useWorkspace();
  const [span, setSpan] = useState<"day" | "all">("day");
  const [channel, setChannel] = useState<Channel | null>(null);
  const [end, setEnd] = useState<End | null>(null);
  const [open, setOpen] = useState<SimulatedTouch>();
  const nodes = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const rows = useMemo(
    () =>
      touches.filter((touch) => {
        const at = (touch.leftAt ?? touch.looks.at(-1)?.at ?? touch.at).getTime();
        if (at >= day.until || (span === "day" && at < day.from)) return false;
        return (!channel || touch.channel === channel) && (!end || endsAs(touch, end));
      }),
    [touches, span, channel, end, day.from, day.until],
  );
  const titleOf = (touch: SimulatedTouch) => {
    const node = nodes.get(touch.nodeId);
    return node ? words.title(node) : touch.nodeId;
  };
  const reasonOf = (touch: SimulatedTouch) => {
    const code = touch.looks.findLast((look) => look.verdict !== "allow")?.decision.code;
    return code ? (codes.has(code) ? codes(code) : code) : "";
  };
  const columns: ListColumn<SimulatedTouch, never>[] = [
    {
      id: "at",
      header: t("when"),
      className: "w-44 max-md:hidden",
      cell: (touch) => <LocalTime at={touch.leftAt ?? touch.at} zone={touch.zone} className="text-xs" />,
    },
    {
      id: "debtor",
      header: t("debtor"),
      className: "max-w-40 truncate",
      cell: (touch) =>
        real ? (
          <Link href={`/${slug}/debtors/${touch.debtorId}`} className={textLink}>
            {names[touch.debtorId]}
          </Link>
        ) : (
          names[touch.debtorId]
        ),
    },
    {
      id: "step",
      header: t("step"),
      className: "max-w-52 truncate",
      cell: (touch) => (
        <button
          type="button"
          className={`flex max-w-full items-center gap-2 text-left ${textLink}`}
          onClick={() => setOpen(touch)}
          aria-label={t("open", { step: titleOf(touch), debtor: names[touch.debtorId] ?? "" })}
        >
          <ChannelIcon channel={touch.channel} />
          <span className="truncate">{titleOf(touch)}</span>
        </button>
      ),
    },
    { id: "status", header: t("status"), className: "w-28", cell: (touch) => <StatusBadge status={touch.status} /> },
    {
      id: "why",
      header: t("why"),
      className: "max-w-72 truncate text-xs text-muted-foreground max-lg:hidden",
      cell: (touch) => <span title={reasonOf(touch)}>{reasonOf(touch)}</span>,
    },
  ];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <fieldset className="flex rounded-md border p-0.5">
          <legend className="sr-only">{t("span")}</legend>
          {(["day", "all"] as const).map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === span ? "secondary" : "ghost"}
              aria-pressed={one === span}
              onClick={() => setSpan(one)}
            >
              {t(`spans.${one}`)}
            </Button>
          ))}
        </fieldset>
        <FilterSelect
          label={t("channel")}
          any={t("anyChannel")}
          value={channel}
          onChange={setChannel}
          options={(["email", "sms", "voice"] as const).map((value) => ({ value, label: channels(value) }))}
        />
        <FilterSelect
          label={t("status")}
          any={t("anyStatus")}
          value={end}
          onChange={setEnd}
          options={ends.map((value) => ({ value, label: t(`ends.${value}`) }))}
        />
        <p className="text-xs text-muted-foreground tabular-nums" aria-live="polite">
          {t("count", { count: rows.length })}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title={t(span === "day" ? "noneToday" : "none")}
          description={span === "day" ? t("noneTodayHint") : undefined}
          className="py-8"
        />
      ) : (
        <DataList
          label={t("label", { count: format.number(rows.length) })}
          rows={rows}
          columns={columns}
          sorting={{ sort: undefined as never, dir: "asc" }}
          onSort={() => {}}
          className="max-h-96 min-h-40"
        />
      )}
      <TouchSheet
        touch={open}
        title={open ? titleOf(open) : ""}
        debtor={open ? (names[open.debtorId] ?? "") : ""}
        onClose={() => setOpen(undefined)}
      />
    </div>
  );
}

function endsAs(touch: SimulatedTouch, end: End): boolean {
  if (end === "left") return touch.leftAt !== null;
  if (end === "deferred") return touch.looks.some((look) => look.verdict === "defer");
  return touch.status === end;
}
