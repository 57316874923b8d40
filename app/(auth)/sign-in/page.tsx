import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { afterSignIn } from "@/components/auth/after-sign-in";
import { AuthHeading } from "@/components/auth/auth-heading";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { currentPerson } from "@/server/auth/sessions/current-person";
import { googleOffered } from "@/server/auth/sessions/next-auth";

type Search = { next?: string; error?: string; email?: string; done?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn.title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, error, email, done } = await searchParams;
  if (await currentPerson()) redirect(afterSignIn(next));
  const t = await getTranslations("auth");
  const notes: Record<string, string> = {
    reset: t("signIn.justReset"),
    verified: t("signIn.justVerified"),
    registered: t("signIn.justRegistered"),
  };
  const note = done ? notes[done] : undefined;
  return (
    <>
      <AuthHeading title={t("signIn.title")} />
      {note && (
        <Alert variant="info" role="status">
          <AlertDescription>{note}</AlertDescription>
        </Alert>
      )}
      <SignInForm next={next} email={email} errorCode={error} googleOffered={googleOffered()} />
      <p className="text-sm text-muted-foreground">
        {t("signIn.noAccount")}{" "}
        <Link
          href={next ? `/sign-up?next=${encodeURIComponent(next)}` : "/sign-up"}
          className="text-primary underline underline-offset-4"
        >
          {t("signIn.signUp")}
        </Link>
      </p>
    </>
  );
}
