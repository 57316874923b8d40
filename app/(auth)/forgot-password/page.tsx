import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MailRequestForm } from "@/components/auth/mail-request-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("forgot.title") };
}

export default function ForgotPasswordPage() {
  return <MailRequestForm purpose="forgot" />;
}
