"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import { Textarea } from "@/components/ui/textarea";

/** A new key or secret, to be copied. Neither a click beside it nor Escape takes it away: it cannot be shown again. */
export function ToldOnce({
  title,
  description,
  label,
  text,
  focusAfter,
  onClose,
}: {
  title: string;
  description: string;
  label: string;
  text: string;
  /** Has the focus afterwards: the button that was pressed before went with its dialog. */
  focusAfter: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const t = useTranslations("settings.apiKeys");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast.success(t("copied"));
    } catch {
      toast.error(t("copyFailed"));
    }
  };
  const stay = (event: Event) => event.preventDefault();
  return (
    <Dialog open>
      <DialogContent
        showCloseButton={false}
        onEscapeKeyDown={stay}
        onInteractOutside={stay}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusAfter.current?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        <FormField label={label}>
          {(control) => (
            <Textarea
              {...control}
              readOnly
              rows={3}
              value={text}
              spellCheck={false}
              className="resize-none font-mono text-xs break-all"
              onFocus={(event) => event.target.select()}
            />
          )}
        </FormField>
        <DialogFooter>
          <Button variant="outline" onClick={copy}>
            <Copy aria-hidden />
            {t("copy")}
          </Button>
          <Button onClick={onClose}>{t("done")}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
