"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Toaster as Sonner, type ToasterProps } from "sonner";

/**
 * Toasts: `import { toast } from "sonner"`. They stand where no button does: below between "back" and "continue" on a
 * desk, above on a phone, where the buttons are as wide as the screen.
 */
export function Toaster(props: ToasterProps) {
  const t = useTranslations("ui");
  const isPhone = useSyncExternalStore(watchWidth, () => window.matchMedia(PHONE).matches, onServer);
  return (
    <Sonner
      containerAriaLabel={t("notifications")}
      position={isPhone ? "top-center" : "bottom-center"}
      mobileOffset={{ top: "3.5rem" }}
      toastOptions={{
        classNames: {
          toast: "!bg-popover !text-popover-foreground !border-border !shadow-lg !rounded-lg !font-sans",
          description: "!text-muted-foreground",
          actionButton: "!bg-primary !text-primary-foreground",
        },
      }}
      {...props}
    />
  );
}

const PHONE = "(max-width: 600px)";
const onServer = () => false;

function watchWidth(changed: () => void) {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
