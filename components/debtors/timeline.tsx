"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { NoteForm } from "@/components/debtors/note-form";
import { TimelineEntry } from "@/components/debtors/timeline-entry";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { timelineKinds } from "@/server/debtors/contract";

/** Everything that happened with a debtor, on every channel, the newest first. */
export function Timeline({ debtorId }: { debtorId: string }) {
  const t = useTranslations("debtors.detail");
  const trpc = useTRPC();
  const mayNote = useMay("notes.create");
  const [kind, setKind] = useQueryState("show", parseAsStringLiteral(timelineKinds));
  const timeline = useInfiniteQuery(
    trpc.debtors.timeline.infiniteQueryOptions(
      { debtorId, kind: kind ?? undefined },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("timeline")}</CardTitle>
        <CardAction>
          <FilterSelect
            label={t("timeline")}
            any={t("filterAll")}
            value={kind}
            options={timelineKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={setKind}
          />
        </CardAction>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {mayNote && <NoteForm debtorId={debtorId} />}
        <QueryBody
          query={timeline}
          skeleton={
            <div className="flex flex-col gap-3">
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
            </div>
          }
        >
          {() =>
            items.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("nothingHappened")}</p>
            ) : (
              <ol className="flex flex-col">
                {items.map((item) => (
                  <TimelineEntry key={`${item.kind}-${item.id}`} item={item} />
                ))}
              </ol>
            )
          }
        </QueryBody>
        {timeline.hasNextPage && (
          <Button
            variant="outline"
            className="self-center"
            pending={timeline.isFetchingNextPage}
            onClick={() => timeline.fetchNextPage()}
          >
            {t("older")}
          </Button>
        )}
      </CardContent>
    </Card>
  );
}
