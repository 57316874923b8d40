"use client";

import { useQuery } from "@tanstack/react-query";
import { FastForward, Pause, Play, Rewind } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { clockOf, firstSound, type Spot } from "@/components/calls/recording/spots";
import { Waveform } from "@/components/calls/recording/waveform";
import { Button } from "@/components/ui/button";
import type { CallRecording, RecordingPeaks } from "@/server/calls/audio/contract";

const STEP_MS = 10_000;
const silent: RecordingPeaks = { ours: [], theirs: [] };

export type Player = { playFrom(spot: Spot): void };

/** One recording: both sides as a waveform, which is where to listen as well. Nothing of it is loaded before it is played. */
export function RecordingPlayer({
  recording,
  href,
  label,
  ref,
}: {
  recording: CallRecording;
  href: string;
  label: string;
  ref: Ref<Player>;
}) {
  const t = useTranslations("calls.recording");
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => () => audio.current?.pause(), []);
  const [atMs, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const lengthMs = recording.lengthMs ?? 0;
  const { data: peaks = silent } = useQuery({
    queryKey: ["recording peaks", href],
    queryFn: async ({ signal }): Promise<RecordingPeaks> => {
      const answer = await fetch(`${href}/peaks`, { signal });
      if (!answer.ok) throw new Error(`The waveform answered ${answer.status}.`);
      return answer.json();
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  /** What is said stands beside it, as the transcript. */
  const sound = () => {
    if (audio.current) return audio.current;
    const made = new Audio();
    made.preload = "none";
    made.src = href;
    made.ontimeupdate = () => setAt(made.currentTime * 1_000);
    made.onplay = () => setPlaying(true);
    made.onpause = () => setPlaying(false);
    made.onerror = () => setBroken(true);
    audio.current = made;
    return made;
  };
  const seek = (ms: number) => {
    const to = Math.min(lengthMs, Math.max(0, ms));
    setAt(to);
    sound().currentTime = to / 1_000;
  };
  const play = () => {
    const playing = sound();
    if (isBroken) playing.load();
    setBroken(false);
    // A browser that may not play yet stays paused; a file that is gone tells so by itself.
    playing.play().catch(() => {});
  };
  useImperativeHandle(ref, () => ({
    playFrom(spot) {
      seek(firstSound(peaks[spot.side], lengthMs, spot));
      play();
    },
  }));
  const position = t("position", { at: clockOf(atMs), of: clockOf(lengthMs) });
  return (
    <section className="grid gap-2" aria-label={label}>
      <div className="relative rounded-md">
        <Waveform peaks={peaks} played={lengthMs === 0 ? 0 : atMs / lengthMs} />
        <input
          type="range"
          aria-label={t("seek")}
          aria-valuetext={position}
          min={0}
          max={lengthMs}
          step={1_000}
          value={Math.round(atMs)}
          onChange={({ target }) => seek(Number(target.value))}
          className="peer absolute inset-0 size-full cursor-pointer opacity-0"
        />
        <div
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-md ring-ring ring-offset-2 ring-offset-card peer-focus-visible:ring-2"
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="outline" size="sm" onClick={() => (isPlaying ? audio.current?.pause() : play())}>
          {isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
          {isPlaying ? t("pause") : t("play")}
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={t("back")} onClick={() => seek(atMs - STEP_MS)}>
          <Rewind aria-hidden />
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={t("forward")} onClick={() => seek(atMs + STEP_MS)}>
          <FastForward aria-hidden />
        </Button>
        <span className="text-xs text-muted-foreground tabular-nums">{position}</span>
      </div>
      {isBroken && (
        <p role="alert" className="text-sm text-destructive-strong">
          {t("broken")}
        </p>
      )}
    </section>
  );
}
