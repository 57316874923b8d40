"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";

const HITS = 6;

/** The debtor who is chosen, or a search for one. */
export function DebtorChoice({
  debtorId,
  onChoose,
}: {
  debtorId: string | null;
  onChoose: (debtorId: string | null) => void;
}) {
  // What was pressed goes with its half; the focus goes on in the other one, but not when the page opens.
  const [takesFocus, setTakesFocus] = useState(false);
  const choose = (next: string | null) => {
    setTakesFocus(true);
    onChoose(next);
  };
  return debtorId ? (
    <Chosen debtorId={debtorId} takesFocus={takesFocus} onChange={() => choose(null)} />
  ) : (
    <Search takesFocus={takesFocus} onChoose={choose} />
  );
}

function Chosen({ debtorId, takesFocus, onChange }: { debtorId: string; takesFocus: boolean; onChange: () => void }) {
  const t = useTranslations("contactRules.try");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const debtor = useQuery(trpc.debtors.get.queryOptions({ debtorId }));
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border p-2.5">
      {debtor.data ? (
        <Link href={`/${slug}/debtors/${debtorId}`} className={textLink}>
          {debtor.data.name}
        </Link>
      ) : debtor.isError ? (
        <span>{debtorId}</span>
      ) : (
        <Skeleton className="h-5 w-40" />
      )}
      <Button variant="outline" size="sm" autoFocus={takesFocus} onClick={onChange}>
        {t("change")}
      </Button>
    </div>
  );
}

function Search({ takesFocus, onChoose }: { takesFocus: boolean; onChoose: (debtorId: string) => void }) {
  const t = useTranslations("contactRules.try");
  const trpc = useTRPC();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const hits = useQuery(
    trpc.debtors.list.queryOptions(
      { q: q || undefined, limit: HITS, sort: "balance" },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{t("search")}</Label>
      <Input
        id={id}
        type="search"
        autoFocus={takesFocus}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => moveFrom(event, list.current)}
      />
      <ul className="grid" ref={list}>
        {hits.data?.rows.map(({ id: debtorId, name }) => (
          <li key={debtorId}>
            <Button
              variant="ghost"
              size="sm"
              className="w-full justify-start"
              onClick={() => onChoose(debtorId)}
              onKeyDown={(event) => moveFrom(event, list.current)}
            >
              {name}
            </Button>
          </li>
        ))}
        {hits.data?.rows.length === 0 && <li className="text-xs text-muted-foreground">{t("none")}</li>}
      </ul>
    </div>
  );
}

/** Up and down go from the field through what was found, and back. */
function moveFrom(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const field = list?.previousElementSibling;
  const stops = [...(field ? [field] : []), ...(list?.querySelectorAll("button") ?? [])];
  const next = stops[stops.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
