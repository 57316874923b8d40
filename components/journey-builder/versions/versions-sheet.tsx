"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type VersionActs, VersionList } from "@/components/graph-builder/versions/version-list";
import { ChangeList } from "@/components/journey-builder/versions/change-list";
import { useTRPC } from "@/components/trpc/provider";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

type Props = VersionActs & {
  journeyId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  titleOf: (nodeId: string) => string | undefined;
};

/** What was published, when, by whom and why; and who changed what in between. */
export function VersionsSheet(props: Props) {
  const t = useTranslations("builder.history");
  return (
    <Sheet open={props.open} onOpenChange={props.onOpenChange}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t("title")}</SheetTitle>
          <SheetDescription>{t("description")}</SheetDescription>
        </SheetHeader>
        <Tabs defaultValue="versions" className="px-5 pb-5">
          <TabsList>
            <TabsTrigger value="versions">{t("versions")}</TabsTrigger>
            <TabsTrigger value="changes">{t("changes")}</TabsTrigger>
          </TabsList>
          <TabsContent value="versions">{props.open && <Versions {...props} />}</TabsContent>
          <TabsContent value="changes">
            <ChangeList journeyId={props.journeyId} titleOf={props.titleOf} />
          </TabsContent>
        </Tabs>
      </SheetContent>
    </Sheet>
  );
}

function Versions({ journeyId, onRead, onCompare, onRestore }: Props) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.journeys.versions.infiniteQueryOptions({ journeyId }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return <VersionList thing="journey" pages={pages} onRead={onRead} onCompare={onCompare} onRestore={onRestore} />;
}
