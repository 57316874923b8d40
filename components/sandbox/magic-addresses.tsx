import { useTranslations } from "next-intl";
import { magicMailboxes, magicNumbers } from "@/server/sandbox/contract";

/** Which addresses fail in a known way. */
export function MagicAddresses() {
  const t = useTranslations("sandbox.magic");
  return (
    <details className="rounded-lg border bg-card px-4 py-3 text-sm">
      <summary className="w-fit cursor-pointer rounded-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring">
        {t("title")}
      </summary>
      <div className="grid gap-4 pt-3 sm:grid-cols-2">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {magicMailboxes.map(({ mailbox, fate }) => (
            <div key={mailbox} className="col-span-2 grid grid-cols-subgrid">
              <dt className="font-mono text-xs leading-5">{mailbox}@…</dt>
              <dd className="text-muted-foreground">{t(`fate.${fate}`)}</dd>
            </div>
          ))}
        </dl>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {magicNumbers.map(({ number, fate }) => (
            <div key={number} className="col-span-2 grid grid-cols-subgrid">
              <dt className="font-mono text-xs leading-5">{number}</dt>
              <dd className="text-muted-foreground">{t(`fate.${fate}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="pt-3 text-muted-foreground">{t("lines")}</p>
    </details>
  );
}
