"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { ReplyForm } from "@/components/sandbox/reply-form";
import { useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";

/** One mail, drawn as a mail program does: no script, links in a new tab. */
export function MailDialog({ deliveryId, onClose }: { deliveryId: string | null; onClose: () => void }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const mayAct = useMay("sandbox.act");
  const { timeZone } = useWorkspace();
  const mail = useQuery(
    trpc.sandbox.mail.queryOptions({ deliveryId: deliveryId ?? "" }, { enabled: deliveryId !== null }),
  );
  const unsubscribe = useMutation({
    ...trpc.sandbox.unsubscribe.mutationOptions(),
    onSuccess: async () => {
      toast.success(t("inbox.unsubscribed"));
      await refresh();
    },
  });
  return (
    <Dialog open={deliveryId !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>{mail.data?.subject || t("inbox.mail")}</DialogTitle>
          <DialogDescription className="flex flex-col gap-0.5 text-xs break-words">
            {mail.data ? (
              <>
                <span>
                  {t("inbox.from")} {mail.data.from}
                </span>
                <span>
                  {t("inbox.to")} {mail.data.to} · <When at={mail.data.at} zone={timeZone} exact />
                </span>
              </>
            ) : (
              t("inbox.loading")
            )}
          </DialogDescription>
        </DialogHeader>
        <QueryBody query={mail} skeleton={<Skeleton className="h-96" />}>
          {(data) =>
            data.html ? (
              <iframe
                title={t("inbox.message", { subject: data.subject })}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={`<base target="_blank">${data.html}`}
                className="h-[50dvh] w-full rounded-md border bg-white"
              />
            ) : (
              <pre className="max-h-[50dvh] overflow-y-auto rounded-md border bg-background p-4 font-sans text-sm whitespace-pre-wrap">
                {data.text}
              </pre>
            )
          }
        </QueryBody>
        {mail.data && mayAct && (
          <div className="flex flex-col gap-3">
            {mail.data.canUnsubscribe && (
              <Button
                variant="outline"
                className="w-fit"
                pending={unsubscribe.isPending}
                onClick={() => unsubscribe.mutate({ deliveryId: mail.data.id })}
              >
                {t("inbox.unsubscribe")}
              </Button>
            )}
            <ReplyForm deliveryId={mail.data.id} quick={[]} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
