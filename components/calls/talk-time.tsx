import { useTranslations } from "next-intl";

/** How long they talked, as on a phone: `1:05`. Nothing when nobody picked up. */
export function TalkTime({ seconds }: { seconds: number }) {
  const t = useTranslations("calls");
  if (seconds === 0) return null;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return (
    <span className="tabular-nums">
      <span aria-hidden>
        {minutes}:{String(rest).padStart(2, "0")}
      </span>
      <span className="sr-only">{t("talked", { minutes, seconds: rest })}</span>
    </span>
  );
}
