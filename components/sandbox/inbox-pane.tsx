"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MailDialog } from "@/components/sandbox/mail-dialog";
import { PaneStates } from "@/components/sandbox/pane-states";
import { useDeliveries } from "@/components/sandbox/use-sandbox";
import { Badge } from "@/components/ui/badge";
import { When } from "@/components/ui/when";
import type { SandboxItem } from "@/server/sandbox/contract";

/** Every mail as it lies in the debtors' inboxes. */
export function InboxPane({ debtorId }: { debtorId: string | null }) {
  const t = useTranslations("sandbox");
  const query = useDeliveries("email", debtorId);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <PaneStates query={query} icon={Mail} empty={t("inbox.empty")}>
      {(items) => (
        <>
          <ul className="max-h-[70dvh] divide-y overflow-y-auto">
            {items.map((item) => (
              <li key={item.id}>
                {item.kind === "received" ? (
                  <button
                    type="button"
                    onClick={() => setOpen(item.id)}
                    className="flex w-full flex-col gap-0.5 px-4 py-3 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
                  >
                    <MailLines item={item} />
                  </button>
                ) : (
                  <div className="flex flex-col gap-0.5 px-4 py-3">
                    <MailLines item={item} />
                  </div>
                )}
              </li>
            ))}
          </ul>
          <MailDialog deliveryId={open} onClose={() => setOpen(null)} />
        </>
      )}
    </PaneStates>
  );
}

function MailLines({ item }: { item: SandboxItem }) {
  const t = useTranslations("sandbox");
  return (
    <>
      <span className="flex items-baseline justify-between gap-3 text-xs text-muted-foreground">
        <span className="truncate">
          {item.kind === "received" ? t("inbox.to") : t("inbox.from")} {item.debtorName ?? item.address}
        </span>
        <When at={item.at} />
      </span>
      <span className="truncate text-sm font-medium">{item.subject || t("inbox.noSubject")}</span>
      <span className="truncate text-sm text-muted-foreground">{item.body}</span>
      <span className="flex flex-wrap gap-1.5">
        {item.kind === "written" && <Badge variant="info">{t("theirReply")}</Badge>}
        {item.state === "bounced" && <Badge variant="destructive">{t("state.bounced")}</Badge>}
        {item.optedOut && <Badge variant="warning">{t("optedOut")}</Badge>}
      </span>
    </>
  );
}
