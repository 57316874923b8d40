"use client";

import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/overlays/alert-dialog";

/**
 * A button that asks before it acts: what would happen, the way back, and one action or several to choose from. `keep`
 * is the way back where "cancel" could be taken for the action.
 */
export function ConfirmDialog({
  button,
  title,
  description,
  keep,
  actions,
  children,
}: {
  button: ReactElement;
  title: string;
  description: ReactNode;
  keep?: string;
  actions: readonly { label: string; act: () => void }[];
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>{button}</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        {children}
        <AlertDialogFooter>
          <AlertDialogCancel>{keep ?? t("cancel")}</AlertDialogCancel>
          {actions.map(({ label, act }) => (
            <AlertDialogAction key={label} onClick={act}>
              {label}
            </AlertDialogAction>
          ))}
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
