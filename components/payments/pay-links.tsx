"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy, ExternalLink } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { toast } from "sonner";
import { usePaymentMutation } from "@/components/payments/use-payment-mutation";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button, buttonVariants } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { PayLinkRow } from "@/server/payments/contract";

/** The doors to a debtor's pay page: made, opened, taken back. */
export function PayLinks({ debtorId }: { debtorId: string }) {
  const t = useTranslations("payments.links");
  const trpc = useTRPC();
  const mayCreate = useMay("payLinks.create");
  const links = useQuery(trpc.payments.links.queryOptions({ debtorId }));
  const create = usePaymentMutation(trpc.payments.createLink, async ({ url }) =>
    t((await copied(url)) ? "created" : "createdOnly"),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        {mayCreate && (
          <CardAction>
            <Button variant="outline" size="sm" pending={create.isPending} onClick={() => create.mutate({ debtorId })}>
              {t("create")}
            </Button>
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-2">
        <p className="text-xs text-muted-foreground">{t("hint")}</p>
        <QueryBody query={links} skeleton={<Skeleton className="h-12" />}>
          {(data) =>
            data.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("empty")}</p>
            ) : (
              <ul className="flex max-h-80 flex-col divide-y overflow-y-auto">
                {data.map((link) => (
                  <LinkLine key={link.id} link={link} />
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}

function LinkLine({ link }: { link: PayLinkRow }) {
  const t = useTranslations("payments.links");
  const format = useFormatter();
  const trpc = useTRPC();
  const mayRevoke = useMay("payLinks.revoke");
  const revoke = usePaymentMutation(trpc.payments.revokeLink, () => t("revoked"));
  const { url } = link;
  const live = link.state === "live";
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-32">
        <div className="flex items-center gap-2">
          <When at={link.createdAt} className="text-sm" />
          <Badge variant={live ? "success" : "secondary"}>{t(`states.${link.state}`)}</Badge>
        </div>
        <p className="text-xs text-muted-foreground">
          {link.openedAt
            ? t.rich("opened", { when: () => <When key="when" at={link.openedAt ?? link.createdAt} /> })
            : t("notOpened")}
          {live && (
            <>
              {" · "}
              {t.rich("expires", { day: () => format.dateTime(link.expiresAt, { dateStyle: "medium" }) })}
            </>
          )}
        </p>
      </div>
      {url && (
        <>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("copy")}
            title={t("copy")}
            onClick={async () => {
              if (await copied(url)) toast.success(t("copied"));
            }}
          >
            <Copy />
          </Button>
          <a
            className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={t("open")}
            title={t("open")}
          >
            <ExternalLink />
          </a>
        </>
      )}
      {live && mayRevoke && (
        <Button variant="ghost" size="sm" pending={revoke.isPending} onClick={() => revoke.mutate({ linkId: link.id })}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}

/** Whether the browser let us write to the clipboard. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
