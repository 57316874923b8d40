"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
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

/** A button that asks before it acts: what would happen, the way back, and one action or several to choose from. */
export function ConfirmDialog({
  button,
  pending,
  title,
  description,
  keep,
  actions,
  children,
}: {
  button: ReactNode;
  pending: boolean;
  title: string;
  description: ReactNode;
  keep: string;
  actions: readonly { label: string; act: () => void }[];
  children?: ReactNode;
}) {
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="outline" pending={pending}>
          {button}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        {children}
        <AlertDialogFooter>
          <AlertDialogCancel>{keep}</AlertDialogCancel>
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
