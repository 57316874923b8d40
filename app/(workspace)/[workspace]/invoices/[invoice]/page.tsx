import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { InvoicePage } from "@/components/invoices/invoice-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { DomainError } from "@/server/errors";
import { getInvoice } from "@/server/invoices/get-invoice";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; invoice: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("title") };
}

export default async function Page({ params }: Props) {
  const { workspace, invoice } = await params;
  const invoiceId = fromPublicId("invoice", invoice);
  if (!invoiceId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getInvoice(ctx, { invoiceId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <InvoicePage invoiceId={invoice} />;
}
