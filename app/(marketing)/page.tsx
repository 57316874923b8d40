import { FlaskConical, Route, Scale, Zap } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LanguageChoice } from "@/components/auth/language-choice";
import { Button } from "@/components/ui/button";
import { currentPerson } from "@/server/auth/sessions/current-person";

const points = [
  { key: "journey", icon: Route },
  { key: "law", icon: Scale },
  { key: "money", icon: Zap },
  { key: "sandbox", icon: FlaskConical },
] as const;

export default async function LandingPage() {
  const person = await currentPerson();
  const t = await getTranslations("onboarding.landing");
  return (
    <div className="flex min-h-svh flex-col">
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <span className="font-semibold tracking-tight">Duelane</span>
        <LanguageChoice />
      </header>
      <main className="mx-auto w-full max-w-4xl flex-1 space-y-14 px-4 py-12 sm:px-6 sm:py-20">
        <div className="space-y-5">
          <h1 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">{t("title")}</h1>
          <p className="max-w-2xl text-base text-pretty text-muted-foreground">{t("lead")}</p>
          <div className="flex flex-wrap gap-3">
            {person ? (
              <Button asChild size="lg">
                <Link href="/workspaces/enter" prefetch={false}>
                  {t("openApp")}
                </Link>
              </Button>
            ) : (
              <>
                <Button asChild size="lg">
                  <Link href="/sign-up">{t("signUp")}</Link>
                </Button>
                <Button asChild size="lg" variant="outline">
                  <Link href="/sign-in">{t("signIn")}</Link>
                </Button>
              </>
            )}
          </div>
        </div>
        <ul className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
          {points.map(({ key, icon: Icon }) => (
            <li key={key} className="flex gap-3">
              <Icon className="mt-0.5 size-5 shrink-0 text-primary" aria-hidden />
              <div className="space-y-1">
                <h2 className="font-medium">{t(`points.${key}.title`)}</h2>
                <p className="text-sm text-muted-foreground">{t(`points.${key}.body`)}</p>
              </div>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
