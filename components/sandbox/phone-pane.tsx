"use client";

import { ChevronLeft, MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LinkedText } from "@/components/sandbox/linked-text";
import { PaneStates } from "@/components/sandbox/pane-states";
import { ReplyForm } from "@/components/sandbox/reply-form";
import { useDeliveries } from "@/components/sandbox/use-sandbox";
import { useScrolledToEnd } from "@/components/sandbox/use-scrolled-to-end";
import { useMay } from "@/components/shell/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import type { SandboxItem } from "@/server/sandbox/contract";

/** The debtors' phones: one thread a number. */
export function PhonePane({ debtorId }: { debtorId: string | null }) {
  const t = useTranslations("sandbox");
  const query = useDeliveries("sms", debtorId);
  const [address, setAddress] = useState<string | null>(null);
  return (
    <PaneStates query={query} icon={MessageSquare} empty={t("phone.empty")}>
      {(items) => {
        const threads = threadsOf(items);
        const open = threads.find((thread) => thread.address === address);
        return open ? (
          <Thread thread={open} onBack={() => setAddress(null)} />
        ) : (
          <ul className="max-h-[70dvh] divide-y overflow-y-auto">
            {threads.map((thread) => (
              <li key={thread.address}>
                <button
                  type="button"
                  onClick={() => setAddress(thread.address)}
                  className="flex w-full flex-col gap-0.5 px-4 py-3 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
                >
                  <span className="flex items-baseline justify-between gap-3">
                    <span className="truncate text-sm font-medium">{thread.name ?? thread.address}</span>
                    <When at={thread.latest.at} className="text-xs text-muted-foreground" />
                  </span>
                  <span className="text-xs text-muted-foreground tabular-nums">{thread.address}</span>
                  <span className="truncate text-sm text-muted-foreground">{thread.latest.body}</span>
                  {thread.optedOut && <Badge variant="warning">{t("optedOut")}</Badge>}
                </button>
              </li>
            ))}
          </ul>
        );
      }}
    </PaneStates>
  );
}

type Messages = {
  address: string;
  name: string | null;
  latest: SandboxItem;
  items: SandboxItem[];
  /** What a reply answers. */
  lastReceived: string | null;
  optedOut: boolean;
};

/** Newest thread first; within one the oldest message first. */
function threadsOf(items: readonly SandboxItem[]): Messages[] {
  const threads = new Map<string, Messages>();
  for (const item of items) {
    const thread = threads.get(item.address) ?? {
      address: item.address,
      name: item.debtorName,
      latest: item,
      items: [],
      lastReceived: null,
      optedOut: item.optedOut,
    };
    thread.items.unshift(item);
    if (item.kind === "received") thread.lastReceived ??= item.id;
    threads.set(item.address, thread);
  }
  return [...threads.values()];
}

function Thread({ thread, onBack }: { thread: Messages; onBack: () => void }) {
  const t = useTranslations("sandbox");
  const mayAct = useMay("sandbox.act");
  const list = useScrolledToEnd(thread.items.length);
  return (
    <div className="flex max-h-[70dvh] flex-col">
      <div className="flex items-center gap-2 border-b px-2 py-2">
        <Button variant="ghost" size="icon-sm" aria-label={t("phone.back")} onClick={onBack} autoFocus>
          <ChevronLeft aria-hidden />
        </Button>
        <span className="min-w-0 text-sm">
          <span className="block truncate font-medium">{thread.name ?? thread.address}</span>
          <span className="block text-xs text-muted-foreground tabular-nums">{thread.address}</span>
        </span>
        {thread.optedOut && (
          <Badge variant="warning" className="ml-auto">
            {t("optedOut")}
          </Badge>
        )}
      </div>
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("phone.thread")}
        className="flex flex-1 flex-col gap-2 overflow-y-auto px-4 py-4 outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
      >
        {thread.items.map((item) => (
          <li
            key={item.id}
            className={cn("flex max-w-[85%] flex-col gap-1", item.kind === "written" && "items-end self-end")}
          >
            <span className="sr-only">{item.kind === "written" ? t("phone.theyWrote") : t("phone.theyGot")}</span>
            <p
              className={cn(
                "rounded-xl px-3 py-2 text-sm break-words whitespace-pre-wrap",
                item.kind === "written" ? "bg-primary text-primary-foreground" : "bg-muted",
              )}
            >
              <LinkedText text={item.body} />
            </p>
            <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
              <When at={item.at} />
              {item.state === "bounced" && <Badge variant="destructive">{t("state.lost")}</Badge>}
            </span>
          </li>
        ))}
      </ol>
      {mayAct && thread.lastReceived && (
        <div className="border-t p-3">
          <ReplyForm deliveryId={thread.lastReceived} quick={["STOP", "HELP", t("phone.paid")]} />
        </div>
      )}
    </div>
  );
}
