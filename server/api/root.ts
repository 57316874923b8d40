import { accountRouter } from "@/server/api/routers/account";
import { router } from "@/server/api/trpc";

export const appRouter = router({
  account: accountRouter,
});

export type AppRouter = typeof appRouter;
