import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DebtorPage } from "@/components/debtors/debtor-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { getDebtor } from "@/server/debtors/get-debtor";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; debtor: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("debtors"))("title") };
}

export default async function Page({ params }: Props) {
  const { workspace, debtor } = await params;
  const debtorId = fromPublicId("debtor", debtor);
  if (!debtorId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getDebtor(ctx, { debtorId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <DebtorPage debtorId={debtor} />;
}
