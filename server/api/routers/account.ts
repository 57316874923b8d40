import type { ApiContext } from "@/server/api/trpc";
import { personProcedure, publicProcedure, router } from "@/server/api/trpc";
import { emailInput, linkInput, resetPasswordInput, signUpInput } from "@/server/auth/contract";
import { requestPasswordReset, requestSignInLink } from "@/server/auth/mail-requests";
import { type PersonContext, personContext } from "@/server/auth/person-context";
import type { AccountDoor } from "@/server/auth/ports";
import { resetPassword } from "@/server/auth/reset-password";
import { signUp } from "@/server/auth/sign-up";
import { verifyEmail } from "@/server/auth/verify-email";

const caller = (ctx: ApiContext): PersonContext => personContext(ctx);

function doorOf(ctx: ApiContext): AccountDoor {
  if (!ctx.accounts) throw new Error("This door has no account procedures.");
  return ctx.accounts;
}

export const accountRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(({ ctx, input }) => signUp(caller(ctx), doorOf(ctx), input)),
  requestPasswordReset: publicProcedure
    .input(emailInput)
    .mutation(({ ctx, input }) => requestPasswordReset(caller(ctx), doorOf(ctx), input)),
  requestSignInLink: publicProcedure
    .input(emailInput)
    .mutation(({ ctx, input }) => requestSignInLink(caller(ctx), doorOf(ctx), input)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(caller(ctx), doorOf(ctx), input)),
  verifyEmail: publicProcedure.input(linkInput).mutation(({ ctx, input }) => verifyEmail(caller(ctx), input)),
  me: personProcedure.query(({ ctx }) => ({ sessionId: ctx.person.sessionId })),
});
