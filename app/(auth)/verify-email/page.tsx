import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { VerifyEmailForm } from "@/components/auth/verify-email-form";
import { currentPerson } from "@/server/auth/sessions/current-person";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("verify.title"), referrer: "no-referrer" };
}

export default async function VerifyEmailPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams;
  if (!token) redirect("/sign-in");
  const t = await getTranslations("auth");
  const target = (await currentPerson()) ? "/workspaces/enter" : "/sign-in?done=verified";
  return (
    <>
      <AuthHeading title={t("verify.title")} lead={t("verify.lead")} />
      <VerifyEmailForm token={token} target={target} />
    </>
  );
}
