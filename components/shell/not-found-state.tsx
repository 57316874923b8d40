import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NotFoundState({ home = "/" }: { home?: string }) {
  const t = useTranslations("ui");
  return (
    <EmptyState
      icon={SearchX}
      title={t("notFoundTitle")}
      description={t("notFoundBody")}
      className="m-auto w-full max-w-lg"
      action={
        <Button asChild variant="outline">
          <Link href={home}>{t("goHome")}</Link>
        </Button>
      }
    />
  );
}
