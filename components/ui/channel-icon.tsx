"use client";

import { Mail, MessageSquare, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Channel } from "@/server/journeys/graph/schema";

const icons = { email: Mail, sms: MessageSquare, voice: Phone } as const;
const hues = { email: "text-channel-email", sms: "text-channel-sms", voice: "text-channel-voice" } as const;

/** One icon and hue a channel, everywhere. `label` adds its name in words; otherwise it is named for screen readers. */
export function ChannelIcon({
  channel,
  label = false,
  className,
}: {
  channel: Channel;
  label?: boolean;
  className?: string;
}) {
  const t = useTranslations("ui.channel");
  const Icon = icons[channel];
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon className={cn("size-4 shrink-0", hues[channel], className)} aria-hidden />
      <span className={label ? undefined : "sr-only"}>{t(channel)}</span>
    </span>
  );
}
