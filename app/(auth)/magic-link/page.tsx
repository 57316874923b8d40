import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LinkSignInForm } from "@/components/auth/link-sign-in-form";
import { MailRequestForm } from "@/components/auth/mail-request-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("magic.title"), referrer: "no-referrer" };
}

export default async function MagicLinkPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams;
  if (!token) return <MailRequestForm purpose="magic" />;
  const t = await getTranslations("auth");
  return (
    <>
      <AuthHeading title={t("magic.confirmTitle")} lead={t("magic.confirmLead")} />
      <LinkSignInForm token={token} />
    </>
  );
}
