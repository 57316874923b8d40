"use client";

import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useRef } from "react";
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
 * is the way back where "cancel" could be taken for the action. Where the button goes with what it does, `focusAfter`
 * has the focus then.
 */
export function ConfirmDialog({
  button,
  title,
  description,
  keep,
  actions,
  focusAfter,
  children,
}: {
  button: ReactElement;
  title: string;
  description: ReactNode;
  keep?: string;
  actions: readonly { label: string; act: () => void }[];
  focusAfter?: () => HTMLElement | null | undefined;
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  const hasActed = useRef(false);
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>{button}</AlertDialogTrigger>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          const next = hasActed.current && focusAfter?.();
          hasActed.current = false;
          if (!next) return;
          event.preventDefault();
          next.focus();
        }}
      >
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        {children}
        <AlertDialogFooter>
          <AlertDialogCancel>{keep ?? t("cancel")}</AlertDialogCancel>
          {actions.map(({ label, act }) => (
            <AlertDialogAction
              key={label}
              onClick={() => {
                hasActed.current = true;
                act();
              }}
            >
              {label}
            </AlertDialogAction>
          ))}
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
