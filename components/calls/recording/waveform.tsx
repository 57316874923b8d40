import { useId } from "react";
import type { RecordingPeaks } from "@/server/calls/audio/contract";

const MIDDLE = 50;
const LEAST = 1;

/** Ours above the middle, theirs below; what was played is in full colour. */
export function Waveform({ peaks, played }: { peaks: RecordingPeaks; played: number }) {
  const clip = useId();
  const count = Math.max(1, peaks.ours.length);
  const [ours, theirs] = [outline(peaks.ours, -1), outline(peaks.theirs, 1)];
  return (
    <svg viewBox={`0 0 ${count} 100`} preserveAspectRatio="none" className="h-20 w-full" aria-hidden>
      <clipPath id={clip}>
        <rect x="0" y="0" width={count * played} height="100" />
      </clipPath>
      <path d={ours} className="fill-muted-foreground/40" />
      <path d={theirs} className="fill-muted-foreground/40" />
      <path d={ours} clipPath={`url(#${clip})`} className="fill-primary" />
      <path d={theirs} clipPath={`url(#${clip})`} className="fill-channel-voice" />
    </svg>
  );
}

function outline(peaks: readonly number[], way: 1 | -1): string {
  const bars = peaks.map((level, nth) => {
    const height = Math.max(LEAST, (level / 100) * (MIDDLE - 2));
    return `M${nth + 0.1} ${MIDDLE}v${way * height}h0.8v${-way * height}z`;
  });
  return bars.join("");
}
