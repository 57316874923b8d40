"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, FastForward, Loader2, SkipForward, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { LocalTime } from "@/components/ui/when";
import type { ClockState } from "@/server/clock/contract";

const POLL_MS = 1_000;
const moves = ["hour", "day", "next_event", "campaign_end"] as const;

/** The sandbox's time, and the buttons that move it; nothing in a live workspace. */
export function ClockControl() {
  const { mode } = useWorkspace();
  return mode === "sandbox" ? <SandboxClock /> : null;
}

function SandboxClock() {
  const t = useTranslations("clock");
  const trpc = useTRPC();
  const clock = useQuery(
    trpc.clock.get.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.targetAt ? POLL_MS : false),
    }),
  );
  useReloadWhenMoved(clock.data);
  if (!clock.data) return <Skeleton className="h-8 w-40" />;
  const { now, targetAt } = clock.data;
  const Icon = targetAt ? Loader2 : Clock;
  return (
    // What is planned changes by everything that happens on the page: asked again when it is looked at.
    <Popover onOpenChange={(open) => open && void clock.refetch()}>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm" className="min-w-0" data-testid="clock">
          <Icon aria-hidden className={targetAt ? "animate-spin motion-reduce:animate-none" : undefined} />
          <span className="sr-only">{t("open")}, </span>
          <ClockTime at={now} />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="grid w-80 max-w-[calc(100vw-2rem)] gap-3">
        <ClockPanel clock={clock.data} />
      </PopoverContent>
    </Popover>
  );
}

function ClockTime({ at }: { at: Date }) {
  const format = useFormatter();
  const { timeZone } = useWorkspace();
  return (
    <time dateTime={at.toISOString()} className="truncate tabular-nums" suppressHydrationWarning>
      {format.dateTime(at, { timeZone, day: "numeric", month: "short", year: "numeric" })}
      <span className="max-sm:hidden"> {format.dateTime(at, { timeZone, hour: "numeric", minute: "2-digit" })}</span>
    </time>
  );
}

function ClockPanel({ clock }: { clock: ClockState }) {
  const t = useTranslations("clock");
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayMove = useMay("clock.move");
  const refresh = () => client.invalidateQueries({ queryKey: trpc.clock.get.queryKey() });
  const move = useMutation(trpc.clock.move.mutationOptions({ onSettled: refresh }));
  const cancel = useMutation(trpc.clock.cancel.mutationOptions({ onSettled: refresh }));
  const { now, standing, targetAt, error, nextEventAt, timeZone } = clock;
  return (
    <>
      <div className="grid gap-1">
        <p className="text-sm font-semibold">{t("title")}</p>
        <p className="text-sm">
          <LocalTime at={now} zone={timeZone} />
        </p>
        <p className="text-xs text-muted-foreground">{standing ? t("standing") : t("followsRealTime")}</p>
      </div>
      {error && (
        <Alert variant="destructive">
          <AlertDescription>{t("stopped", { code: error })}</AlertDescription>
        </Alert>
      )}
      {targetAt ? (
        <div className="flex items-center justify-between gap-2" role="status">
          <p className="text-sm text-muted-foreground">{t("moving")}</p>
          {mayMove && (
            <Button variant="outline" size="sm" pending={cancel.isPending} onClick={() => cancel.mutate()}>
              <Square aria-hidden /> {t("stop")}
            </Button>
          )}
        </div>
      ) : (
        mayMove && (
          <div className="grid grid-cols-2 gap-2">
            {moves.map((to) => (
              <Button
                key={to}
                variant="outline"
                size="sm"
                className={to === "hour" || to === "day" ? undefined : "col-span-2"}
                disabled={move.isPending || (to === "next_event" && nextEventAt === null)}
                onClick={() => move.mutate({ to })}
              >
                {to === "next_event" && <SkipForward aria-hidden />}
                {to === "campaign_end" && <FastForward aria-hidden />}
                {t(`to.${to}`)}
              </Button>
            ))}
          </div>
        )
      )}
      <p className="text-xs text-muted-foreground">
        {nextEventAt ? (
          <>
            {t("next")} <LocalTime at={nextEventAt} zone={timeZone} />
          </>
        ) : (
          t("nothingPlanned")
        )}
      </p>
    </>
  );
}

/** While the clock moves, and once it stands again, everything on the page may be another. */
function useReloadWhenMoved(clock: ClockState | undefined) {
  const client = useQueryClient();
  const router = useRouter();
  const trpc = useTRPC();
  const shown = useRef<number | undefined>(undefined);
  const moving = clock?.targetAt != null;
  const at = clock?.now.getTime();
  const standing = clock?.standing;
  useEffect(() => {
    if (!standing || at === undefined) return;
    const before = shown.current;
    if (moving) return;
    shown.current = at;
    if (before === undefined || before === at) return;
    const own = JSON.stringify(trpc.clock.get.queryKey());
    void client.invalidateQueries({ predicate: (query) => JSON.stringify(query.queryKey) !== own });
    router.refresh();
  }, [at, moving, standing, client, router, trpc]);
}
