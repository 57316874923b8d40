"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { ProblemsPanel } from "@/components/graph-builder/problems/problems-panel";
import type { Autosave } from "@/components/graph-builder/saving/use-autosave";
import { ChangeCounts } from "@/components/graph-builder/versions/change-badge";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import type { JourneyEditor } from "@/components/journey-builder/journey-kit";
import { ProofFindings } from "@/components/journey-builder/problems/proof-findings";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { Label } from "@/components/ui/label";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import { Textarea } from "@/components/ui/textarea";
import type { JourneyDetail } from "@/server/journeys/contract";
import { countChanges } from "@/server/journeys/graph/changes/count-changes";
import type { DraftGraph } from "@/server/journeys/graph/schema";

type Props = {
  journeyId: string;
  slug: string;
  latest: JourneyDetail["latestVersion"];
  onCompare: (sides: Sides) => void;
  editor: JourneyEditor;
  autosave: Autosave<DraftGraph>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Makes the draft a version, with a note on what changed; with problems it shows them instead. */
export function PublishDialog({ journeyId, slug, latest, onCompare, editor, autosave, open, onOpenChange }: Props) {
  const t = useTranslations("journeys.publish");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [note, setNote] = useState("");
  const publish = useMutation(
    trpc.journeys.publish.mutationOptions({
      onSuccess: async (version) => {
        onOpenChange(false);
        setNote("");
        toast.success(
          t("done", { number: version.number }),
          toastOffer(t("launch"), () => router.push(`/${slug}/campaigns/new`)),
        );
        await queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() });
      },
      onError: () => undefined,
    }),
  );
  const ready = editor.problems.length === 0;
  const proof = useQuery(
    trpc.journeys.proof.queryOptions(
      { journeyId },
      { enabled: open && ready && autosave.state.kind === "saved", gcTime: 0 },
    ),
  );
  const unsendable = proof.data?.findings.some((finding) => finding.level === "error") ?? false;

  async function submit() {
    const draftRevision = await autosave.saver.flush();
    if (draftRevision !== null) publish.mutate({ journeyId, draftRevision, note });
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{ready ? t("title", { number: (latest?.number ?? 0) + 1 }) : t("notReady")}</DialogTitle>
          <DialogDescription>{ready ? t("description") : t("notReadyDescription")}</DialogDescription>
        </DialogHeader>
        {ready ? (
          <form
            id="publish-journey"
            className="grid gap-1.5"
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {latest && <SinceLast latest={latest} editor={editor} onCompare={onCompare} />}
            <Label htmlFor="publish-note">{t("note")}</Label>
            <Textarea
              id="publish-note"
              maxLength={500}
              rows={3}
              placeholder={t("notePlaceholder")}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <ProofFindings graph={editor.graph} proof={proof} />
            {publish.isError && (
              <p role="alert" className="text-sm text-destructive-strong">
                {errorFacts(publish.error).code === "PRECONDITION" ? t("unchanged") : errorText(publish.error)}
              </p>
            )}
            {(autosave.state.kind === "failed" || autosave.state.kind === "conflict") && (
              <p role="alert" className="text-sm text-destructive-strong">
                {t("notSaved")}
              </p>
            )}
          </form>
        ) : (
          <div className="max-h-80 overflow-y-auto px-2">
            <ProblemsPanel editor={editor} onGo={() => onOpenChange(false)} />
          </div>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          {ready && (
            <Button type="submit" form="publish-journey" pending={publish.isPending} disabled={unsendable}>
              {t("confirm")}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

/** What the new version will bring, at a glance, and the way to see it. */
function SinceLast({
  latest,
  editor,
  onCompare,
}: {
  latest: NonNullable<JourneyDetail["latestVersion"]>;
  editor: JourneyEditor;
  onCompare: (sides: Sides) => void;
}) {
  const t = useTranslations("builder.history");
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions({ versionId: latest.id }));
  if (!version.data) return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2 text-sm">
      <span className="text-muted-foreground">{t("since", { number: latest.number })}</span>
      <ChangeCounts counts={countChanges(version.data.graph, editor.graph)} />
      <Button
        type="button"
        variant="link"
        size="sm"
        className="px-0"
        onClick={() => onCompare({ from: latest.id, to: draftSide })}
      >
        {t("seeChanges")}
      </Button>
    </div>
  );
}
