"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { SigningSecret } from "@/components/webhooks/signing-secret";
import { type FollowupSettings, followupSettingsInput } from "@/server/calls/followups/contract";
import { roles } from "@/server/tenancy/permissions";

/** Who hears of every call: members by e-mail, and other systems at an address each. */
export function FollowupsForm({ settings, editable }: { settings: FollowupSettings; editable: boolean }) {
  const t = useTranslations("settings");
  const router = useRouter();
  const trpc = useTRPC();
  const [wanted, setWanted] = useState(settings);
  const [isShown, setShown] = useState(false);
  const save = useMutation(
    trpc.calls.saveFollowupSettings.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        router.refresh();
      },
    }),
  );
  const parsed = followupSettingsInput.safeParse(wanted);
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const address = (name: "crmUrl" | "ticketUrl") => (
    <FormField
      label={t(`followups.${name}`)}
      hint={t(`followups.${name}Hint`)}
      error={isShown && wrong.has(name) ? t("followups.urlWrong") : undefined}
    >
      {(control) => (
        <Input
          {...control}
          type="url"
          placeholder="https://"
          disabled={!editable}
          value={wanted[name] ?? ""}
          onChange={({ target }) => setWanted({ ...wanted, [name]: target.value.trim() || null })}
        />
      )}
    </FormField>
  );
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setShown(true);
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <fieldset className="grid gap-2" disabled={!editable}>
        <legend className="mb-2 text-sm font-medium">{t("followups.mail")}</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {roles.map((role) => (
            <div key={role} className="flex items-center gap-2">
              <Checkbox
                id={`mail-${role}`}
                checked={wanted.mailRoles.includes(role)}
                onCheckedChange={(checked) =>
                  setWanted({
                    ...wanted,
                    mailRoles: roles.filter((one) =>
                      one === role ? checked === true : wanted.mailRoles.includes(one),
                    ),
                  })
                }
              />
              <Label htmlFor={`mail-${role}`}>{t(`members.roles.${role}`)}</Label>
            </div>
          ))}
        </div>
      </fieldset>
      {address("crmUrl")}
      {address("ticketUrl")}
      <SigningSecret />
      {editable && (
        <Button type="submit" className="justify-self-start" pending={save.isPending}>
          {t("followups.apply")}
        </Button>
      )}
    </form>
  );
}
