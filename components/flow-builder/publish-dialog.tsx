"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { RequiredToPublish } from "@/components/flow-builder/suites/required-to-publish";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { ProblemsPanel } from "@/components/graph-builder/problems/problems-panel";
import type { Autosave } from "@/components/graph-builder/saving/use-autosave";
import { useTRPC } from "@/components/trpc/provider";
import { errorFacts, useRefusalText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { FlowDetail } from "@/server/flows/contract";
import type { DraftFlow } from "@/server/flows/graph/schema";

type Props = {
  flow: FlowDetail;
  editor: FlowEditor;
  autosave: Autosave<DraftFlow>;
  suites: SuitesOfFlow;
  /** One goes to read what failed in its test. */
  onSeeTest: () => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Makes the draft what calls are held by from now on; with problems it shows them instead. */
export function PublishDialog({ flow, editor, autosave, suites, onSeeTest, open, onOpenChange }: Props) {
  const t = useTranslations("flows.publish");
  const refusalText = useRefusalText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const [isUnsaved, setUnsaved] = useState(false);
  const publish = useMutation(
    trpc.flows.publish.mutationOptions({
      onSuccess: async ({ number }) => {
        onOpenChange(false);
        setNote("");
        toast.success(t("done", { number }));
        await client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
      },
      onError: () => undefined,
    }),
  );
  const isReady = editor.problems.length === 0;
  const { required } = suites;
  // What was refused for its test is not any more once the test is green.
  const isStale = required?.isMet === true && errorFacts(publish.error).reason === "suite_not_green";
  const refusal = publish.error && !isStale ? refusalText(publish.error) : null;

  async function submit() {
    const draftRevision = await autosave.saver.flush();
    setUnsaved(draftRevision === null);
    if (draftRevision !== null) publish.mutate({ flowId: flow.id, draftRevision, note });
  }

  return (
    <ActionDialog
      title={isReady ? t("title", { name: flow.name }) : t("notReady")}
      description={isReady ? t("description") : t("notReadyDescription")}
      action={t("button")}
      open={open}
      pending={publish.isPending}
      ready={isReady && required?.isMet !== false}
      error={isUnsaved ? t("notSaved") : refusal}
      onSubmit={() => void submit()}
      onClose={() => onOpenChange(false)}
    >
      {isReady ? (
        <>
          {required && <RequiredToPublish required={required} suites={suites} onSee={onSeeTest} />}
          <FormField label={t("note")} hint={t("noteHint")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={500}
                value={note}
                onChange={({ target }) => setNote(target.value)}
              />
            )}
          </FormField>
        </>
      ) : (
        <div className="max-h-80 overflow-y-auto px-2">
          <ProblemsPanel editor={editor} onGo={() => onOpenChange(false)} />
        </div>
      )}
    </ActionDialog>
  );
}
