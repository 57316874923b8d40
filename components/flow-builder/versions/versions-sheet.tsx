"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type VersionActs, VersionList } from "@/components/graph-builder/versions/version-list";
import { useTRPC } from "@/components/trpc/provider";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";

type Props = VersionActs & { flowId: string; open: boolean; onOpenChange: (open: boolean) => void };

/** What was published, when, by whom and why. */
export function VersionsSheet({ flowId, open, onOpenChange, ...acts }: Props) {
  const t = useTranslations("flows.versions");
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t("title")}</SheetTitle>
          <SheetDescription>{t("description")}</SheetDescription>
        </SheetHeader>
        <div className="px-5 pb-5">{open && <Versions flowId={flowId} {...acts} />}</div>
      </SheetContent>
    </Sheet>
  );
}

function Versions({ flowId, ...acts }: VersionActs & { flowId: string }) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.flows.versions.infiniteQueryOptions({ flowId }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return <VersionList thing="conversation" pages={pages} {...acts} />;
}
