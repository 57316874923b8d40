import { Skeleton } from "@/components/ui/skeleton";

/** A page on its way: a heading and rows of the usual height. */
export function PageSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div className="flex flex-col gap-5" aria-busy>
      <Skeleton className="h-7 w-48" />
      <div className="flex gap-2">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-8 w-28" />
      </div>
      <div className="divide-y rounded-lg border">
        {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
          <div key={key} className="flex h-10 items-center gap-6 px-3">
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-4 w-1/6" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
