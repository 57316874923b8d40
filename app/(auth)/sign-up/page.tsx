import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { afterSignIn } from "@/components/auth/after-sign-in";
import { AuthHeading } from "@/components/auth/auth-heading";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { mailSent, sandboxMailboxVisible } from "@/server/auth/mailbox/sandbox-mailbox";
import { currentPerson } from "@/server/auth/sessions/current-person";

type Search = { next?: string; email?: string; invitation?: string; done?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signUp.title") };
}

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, email, invitation, done } = await searchParams;
  if (await currentPerson()) redirect(afterSignIn(next));
  const t = await getTranslations("auth");
  const link = "text-primary underline underline-offset-4";
  if (done) {
    return (
      <>
        <AuthHeading title={t("checkEmail.title")} lead={t(mailSent() ? "checkEmail.body" : "checkEmail.local")} />
        <Link href="/sign-in" className={link}>
          {t("checkEmail.back")}
        </Link>
      </>
    );
  }
  return (
    <>
      <AuthHeading title={t("signUp.title")} lead={invitation ? t("signUp.invited") : t("signUp.lead")} />
      <SignUpForm next={next} email={email} invitation={invitation} />
      {(await sandboxMailboxVisible()) && (
        <Alert variant="info" role="note">
          <AlertDescription>
            {t("signUp.sandboxMail")}
            <Link href="/sandbox-mail" className="font-medium underline underline-offset-4">
              {t("signUp.sandboxMailLink")}
            </Link>
          </AlertDescription>
        </Alert>
      )}
      <p className="text-sm text-muted-foreground">
        {t("signUp.haveAccount")}{" "}
        <Link href={next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"} className={link}>
          {t("signUp.signIn")}
        </Link>
      </p>
    </>
  );
}
