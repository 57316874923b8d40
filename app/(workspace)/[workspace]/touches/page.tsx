import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TouchList } from "@/components/touches/touch-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("touches"))("title") };
}

export default function Page() {
  return <TouchList />;
}
