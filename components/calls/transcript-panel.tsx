"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Highlighted } from "@/components/calls/highlighted";
import { FollowNewest } from "@/components/calls/live/follow-newest";
import { clockOf, type Spot, spotsIn } from "@/components/calls/recording/spots";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { textLink } from "@/components/ui/text-link";
import { type CallDetail, type CallSpeaker, type CallTurnRow, callSpeakers, isOver } from "@/server/calls/contract";

/** What was said, turn by turn, narrowed to words or to one speaker. */
export function TranscriptPanel({ call, onListen }: { call: CallDetail; onListen(spot: Spot): void }) {
  const t = useTranslations("calls");
  const [needle, setNeedle] = useState("");
  const [speaker, setSpeaker] = useState<CallSpeaker | null>(null);
  const nameOf = (of: CallSpeaker) => (of === "debtor" && call.debtorName) || t(`speakers.${of}`);
  const spots = spotsIn(call.turns, call.recordings);
  const lower = needle.trim().toLowerCase();
  const shown = call.turns.filter(
    (turn) =>
      (speaker === null || turn.speaker === speaker) && (lower === "" || turn.text.toLowerCase().includes(lower)),
  );
  return (
    <Card>
      <CardHeader className="flex flex-wrap items-center gap-2">
        <CardTitle className="mr-auto">{t("transcript.title")}</CardTitle>
        {call.turns.length > 0 && (
          <search className="flex flex-wrap items-center gap-2" aria-label={t("transcript.search")}>
            <Input
              type="search"
              aria-label={t("transcript.search")}
              placeholder={t("transcript.search")}
              value={needle}
              onChange={(event) => setNeedle(event.target.value)}
              className="w-44"
            />
            <FilterSelect
              label={t("transcript.speaker")}
              any={t("transcript.anySpeaker")}
              value={speaker}
              options={callSpeakers.map((value) => ({ value, label: nameOf(value) }))}
              onChange={setSpeaker}
            />
          </search>
        )}
      </CardHeader>
      <CardContent>
        {call.turns.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t("transcript.empty")}</p>
        ) : shown.length === 0 ? (
          <p className="text-sm text-muted-foreground" role="status">
            {t("transcript.noMatch")}
          </p>
        ) : (
          <ol className="grid gap-3" aria-label={t("transcript.title")}>
            {shown.map((turn) => (
              <Turn
                key={turn.id}
                turn={turn}
                name={nameOf(turn.speaker)}
                since={call.startedAt}
                needle={lower}
                spot={spots.get(turn.id)}
                onListen={onListen}
              />
            ))}
          </ol>
        )}
        {!isOver(call.status) && <FollowNewest turns={call.turns.length} label={t("transcript.newest")} />}
      </CardContent>
    </Card>
  );
}

function Turn({
  turn,
  name,
  since,
  needle,
  spot,
  onListen,
}: {
  turn: CallTurnRow;
  name: string;
  since: Date;
  needle: string;
  spot: Spot | undefined;
  onListen(spot: Spot): void;
}) {
  const t = useTranslations("calls.transcript");
  const at = clockOf(turn.startedAt.getTime() - since.getTime());
  const ours = turn.speaker !== "debtor";
  return (
    <li className={cn("grid max-w-[42rem] gap-1", ours ? "justify-self-start" : "justify-self-end text-right")}>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
        <span className="font-medium text-foreground">{name}</span>
        {spot ? (
          <button
            type="button"
            className={cn(textLink, "inline-flex items-center gap-1 tabular-nums")}
            aria-label={t("listen", { name, at })}
            onClick={() => onListen(spot)}
          >
            <Play className="size-3" aria-hidden />
            {at}
          </button>
        ) : (
          <span className="tabular-nums">{at}</span>
        )}
        {turn.latencyMs !== null && <span className="tabular-nums">{t("latency", { ms: turn.latencyMs })}</span>}
        {turn.corrected && <Badge variant="warning">{t("corrected")}</Badge>}
      </p>
      <div
        lang={turn.language ?? undefined}
        className={cn(
          "rounded-lg px-3 py-2 text-left text-sm wrap-anywhere whitespace-pre-wrap",
          ours ? "bg-muted" : "bg-accent",
        )}
      >
        {turn.kind === "keys" ? t("keys", { keys: turn.text }) : <Highlighted text={turn.text} needle={needle} />}
      </div>
      {turn.heardText !== null && (
        <p className="text-left text-xs text-muted-foreground">{t("heard", { text: turn.heardText })}</p>
      )}
    </li>
  );
}
