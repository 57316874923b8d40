"use client";

import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

export function SignOutForm() {
  const t = useTranslations("auth");
  const [leaving, setLeaving] = useState(false);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        setLeaving(true);
        await signOut({ redirect: false });
        window.location.assign("/sign-in");
      }}
    >
      <Button type="submit" size="lg" className="w-full" pending={leaving}>
        {t("signOut.submit")}
      </Button>
    </form>
  );
}
