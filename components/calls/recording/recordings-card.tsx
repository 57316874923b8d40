"use client";

import { useTranslations } from "next-intl";
import { type Ref, useImperativeHandle, useRef } from "react";
import { type Player, RecordingPlayer } from "@/components/calls/recording/recording-player";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { CallDetail } from "@/server/calls/contract";

/** What was recorded of the call, or why nothing is there though it was to be. */
export function RecordingsCard({ call, ref }: { call: CallDetail; ref: Ref<Player> }) {
  const t = useTranslations("calls.recording");
  const { slug } = useWorkspace();
  const players = useRef(new Map<string, Player>());
  useImperativeHandle(ref, () => ({
    playFrom: (spot) => players.current.get(spot.recordingId)?.playFrom(spot),
  }));
  const { recordings } = call;
  const isOne = recordings.length === 1;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        {recordings.map((recording, nth) => {
          const { id, state, code } = recording;
          if (state === "open") return <p key={id}>{t("open")}</p>;
          if (state === "dropped") return <p key={id}>{t(code === "slow" ? "slow" : "failed")}</p>;
          return (
            <div key={id} className="grid gap-2">
              <RecordingPlayer
                recording={recording}
                href={`/${slug}/calls/${call.id}/recordings/${id}`}
                label={isOne ? t("title") : t("nth", { nth: nth + 1 })}
                ref={(player) => {
                  if (player) players.current.set(id, player);
                  return () => {
                    players.current.delete(id);
                  };
                }}
              />
              {code === "process_gone" && <p className="text-sm text-muted-foreground">{t("endsEarly")}</p>}
            </div>
          );
        })}
        {recordings.some(({ state }) => state === "kept") && (
          <p className="text-xs text-muted-foreground">{t("legend", { name: call.debtorName ?? t("them") })}</p>
        )}
      </CardContent>
    </Card>
  );
}
