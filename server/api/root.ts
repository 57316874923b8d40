import { accountRouter } from "@/server/api/routers/account";
import { journeysRouter } from "@/server/api/routers/journeys";
import { router } from "@/server/api/trpc";

export const appRouter = router({
  account: accountRouter,
  journeys: journeysRouter,
});

export type AppRouter = typeof appRouter;
