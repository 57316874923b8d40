import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

export type OnboardingSteps = { company: boolean; invoices: boolean; journey: boolean; campaign: boolean };

type Step = { key: "company" | "invoices" | "campaign"; href: string; body: string; action: string };

/** A newcomer's three steps; stands on top of the overview until all are done. The next one has the strong button. */
export async function OnboardingChecklist({ slug, steps }: { slug: string; steps: OnboardingSteps }) {
  const t = await getTranslations("onboarding");
  const list: Step[] = [
    {
      key: "company",
      href: `/${slug}/settings/company?from=start`,
      body: t("company.body"),
      action: t("company.action"),
    },
    { key: "invoices", href: `/${slug}/imports/new`, body: t("invoices.body"), action: t("invoices.action") },
    steps.journey
      ? {
          key: "campaign",
          href: `/${slug}/campaigns/new`,
          body: t("campaign.bodyCampaign"),
          action: t("campaign.actionCampaign"),
        }
      : {
          key: "campaign",
          href: `/${slug}/journeys?new=true`,
          body: t("campaign.bodyJourney"),
          action: t("campaign.actionJourney"),
        },
  ];
  const done = list.filter(({ key }) => steps[key]).length;
  if (done === list.length) return null;
  const current = list.find(({ key }) => !steps[key])?.key;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("progress", { done })}</CardDescription>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-3 md:grid-cols-3">
          {list.map(({ key, href, body, action }, index) => (
            <li
              key={key}
              aria-current={key === current ? "step" : undefined}
              className="flex flex-col gap-3 rounded-md border p-3 aria-[current=step]:border-ring"
            >
              <div className="flex items-start gap-2.5">
                {steps[key] ? (
                  <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" role="img" aria-label={t("done")} />
                ) : (
                  <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border text-xs tabular-nums">
                    {index + 1}
                  </span>
                )}
                <div className="space-y-0.5">
                  <h3 className="text-sm font-medium">{t(`${key}.title`)}</h3>
                  <p className="text-sm text-muted-foreground">{body}</p>
                </div>
              </div>
              <Button
                asChild
                size="sm"
                variant={steps[key] ? "ghost" : key === current ? "default" : "outline"}
                className="mt-auto self-start"
              >
                <Link href={href}>{steps[key] ? t(`${key}.again`) : action}</Link>
              </Button>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
