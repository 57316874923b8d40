import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AcceptInvitationForm } from "@/components/auth/accept-invitation-form";
import { AuthHeading } from "@/components/auth/auth-heading";
import { Button } from "@/components/ui/button";
import { callerContext } from "@/server/auth/door/caller-context";
import { currentPerson } from "@/server/auth/sessions/current-person";
import { findInvitation } from "@/server/tenancy/accept-invitation";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("invitation.accept"), referrer: "no-referrer" };
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("auth");
  const invitation = await findInvitation(await callerContext(), { token });
  if (!invitation) {
    return (
      <>
        <AuthHeading title={t("invitation.gone")} lead={t("invitation.goneBody")} />
        <Button asChild size="lg" variant="outline">
          <Link href="/sign-in">{t("signIn.submit")}</Link>
        </Button>
      </>
    );
  }

  const { workspace, inviter, email, role } = invitation;
  const person = await currentPerson();
  const here = encodeURIComponent(`/invitations/${token}`);
  const heading = (
    <AuthHeading
      title={t("invitation.title", { workspace })}
      lead={t("invitation.lead", { inviter, email, role: t(`mails.roles.${role}`) })}
    />
  );
  if (!person) {
    const address = encodeURIComponent(email);
    return (
      <>
        {heading}
        <p className="text-sm text-muted-foreground">{t("invitation.signInFirst", { email })}</p>
        <div className="flex gap-2">
          <Button asChild size="lg">
            <Link href={`/sign-up?next=${here}&email=${address}&invitation=${token}`}>{t("signUp.submit")}</Link>
          </Button>
          <Button asChild size="lg" variant="outline">
            <Link href={`/sign-in?next=${here}&email=${address}`}>{t("signIn.submit")}</Link>
          </Button>
        </div>
      </>
    );
  }
  if (person.email !== email) {
    return (
      <>
        {heading}
        <p className="text-sm">{t("invitation.otherAddress", { email, current: person.email })}</p>
        <Button asChild size="lg" variant="outline">
          <Link href="/sign-out">{t("signOut.submit")}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      {heading}
      <p className="text-sm text-muted-foreground">{t("invitation.signedInAs", { email: person.email })}</p>
      <AcceptInvitationForm token={token} />
    </>
  );
}
