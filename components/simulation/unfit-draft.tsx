"use client";

import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { textLink } from "@/components/ui/text-link";

/** The draft cannot run yet: what is wrong stands in the builder. */
export function UnfitDraft({ problems, href }: { problems: number; href: string }) {
  const t = useTranslations("simulation.unfit");
  return (
    <Alert>
      <CircleAlert />
      <AlertTitle>{t("title", { count: problems })}</AlertTitle>
      <AlertDescription>
        <Link href={href} className={textLink}>
          {t("action")}
        </Link>
      </AlertDescription>
    </Alert>
  );
}
