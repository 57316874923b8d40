"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import {
  Dialog,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/overlays/dialog";
import { inviteInput } from "@/server/tenancy/contract";
import { roles } from "@/server/tenancy/permissions";

export function InviteDialog() {
  const t = useTranslations("settings.members");
  const ui = useTranslations("ui");
  const fields = useTranslations("auth.fields");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const form = useForm({ resolver: zodResolver(inviteInput), defaultValues: { email: "", role: "agent" as const } });
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: () => {
        toast.success(t("inviteSent"));
        setOpen(false);
        form.reset();
        router.refresh();
      },
      onError: (error) => toast.error(errorFacts(error).code === "CONFLICT" ? t("alreadyMember") : text(error)),
    }),
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("inviteTitle")}</DialogTitle>
        </DialogHeader>
        <form className="space-y-4" onSubmit={form.handleSubmit((values) => invite.mutate(values))} noValidate>
          <FormField label={t("email")} error={form.formState.errors.email && fields("email")}>
            {(control) => <Input {...control} type="email" autoComplete="off" {...form.register("email")} />}
          </FormField>
          <FormField label={t("role")}>
            {(control) => (
              <NativeSelect {...control} {...form.register("role")}>
                {roles
                  .filter((role) => role !== "owner")
                  .map((role) => (
                    <option key={role} value={role}>
                      {t(`roles.${role}`)}
                    </option>
                  ))}
              </NativeSelect>
            )}
          </FormField>
          <DialogFooter>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {ui("cancel")}
            </Button>
            <Button type="submit" pending={invite.isPending}>
              {t("invite")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
