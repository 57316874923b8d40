import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DebtorList } from "@/components/debtors/debtor-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("debtors"))("title") };
}

export default function DebtorsPage() {
  return <DebtorList />;
}
