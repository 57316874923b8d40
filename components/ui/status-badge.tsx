"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

type Tone = "secondary" | "success" | "warning" | "destructive" | "info" | "outline";

// Red only for what needs a person now.
const tones: Record<string, Tone> = {
  open: "info",
  overdue: "warning",
  paid: "success",
  void: "secondary",
  written_off: "secondary",
  disputed: "warning",
  resolved: "secondary",
  kept: "success",
  broken: "destructive",
  cancelled: "secondary",
  queued: "info",
  sending: "info",
  sent: "info",
  delivered: "success",
  bounced: "warning",
  failed: "warning",
  unknown: "destructive",
  refused: "secondary",
  pending: "info",
  succeeded: "success",
  refunded: "secondary",
  waiting: "info",
  paused: "warning",
  parked: "destructive",
  done: "secondary",
  draft: "secondary",
  scheduled: "info",
  holdout: "secondary",
  launching: "info",
  running: "success",
  ended: "secondary",
  uploaded: "secondary",
  checking: "info",
  ready: "info",
  applying: "info",
  active: "success",
  undeliverable: "warning",
  complained: "warning",
  opted_out: "warning",
  live: "success",
  sandbox: "warning",
  allow: "success",
  defer: "info",
  deny: "warning",
  initiated: "info",
  ringing: "info",
  in_progress: "info",
  completed: "success",
  escalated: "warning",
};

/** A status in the reader's words, in the tone it has everywhere. Unknown ones are shown as they are. */
export function StatusBadge({ status, className }: { status: string; className?: string }) {
  const t = useTranslations("ui.status");
  return (
    <Badge variant={tones[status] ?? "secondary"} className={className}>
      {t.has(status) ? t(status) : status.replaceAll("_", " ")}
    </Badge>
  );
}
