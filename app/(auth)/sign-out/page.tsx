import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { SignOutForm } from "@/components/auth/sign-out-form";
import { requirePerson } from "@/server/auth/sessions/current-person";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signOut.title") };
}

export default async function SignOutPage() {
  await requirePerson();
  const t = await getTranslations("auth");
  return (
    <>
      <AuthHeading title={t("signOut.title")} lead={t("signOut.lead")} />
      <SignOutForm />
    </>
  );
}
