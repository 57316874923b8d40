import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvoiceList } from "@/components/invoices/invoice-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("title") };
}

export default function InvoicesPage() {
  return <InvoiceList />;
}
