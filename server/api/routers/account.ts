import { accountDoorOf, personContextOf } from "@/server/api/person-door";
import { personProcedure, publicProcedure, router } from "@/server/api/trpc";
import {
  changePasswordInput,
  emailInput,
  linkInput,
  profileInput,
  resetPasswordInput,
  sessionIdInput,
  signUpInput,
} from "@/server/auth/contract";
import { requestPasswordReset, requestSignInLink } from "@/server/auth/mailbox/mail-requests";
import { resendVerification } from "@/server/auth/mailbox/resend-verification";
import { verifyEmail } from "@/server/auth/mailbox/verify-email";
import { listSessions, listUserEvents, revokeOtherSessions, revokeSession } from "@/server/auth/sessions/my-sessions";
import { changePassword } from "@/server/auth/sign-in/change-password";
import { resetPassword } from "@/server/auth/sign-in/reset-password";
import { signUp } from "@/server/auth/sign-up";
import { readProfile, updateProfile } from "@/server/auth/update-profile";

export const accountRouter = router({
  signUp: publicProcedure
    .input(signUpInput)
    .mutation(({ ctx, input }) => signUp(personContextOf(ctx), accountDoorOf(ctx), input)),
  requestPasswordReset: publicProcedure
    .input(emailInput)
    .mutation(({ ctx, input }) => requestPasswordReset(personContextOf(ctx), accountDoorOf(ctx), input)),
  requestSignInLink: publicProcedure
    .input(emailInput)
    .mutation(({ ctx, input }) => requestSignInLink(personContextOf(ctx), accountDoorOf(ctx), input)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(personContextOf(ctx), accountDoorOf(ctx), input)),
  verifyEmail: publicProcedure.input(linkInput).mutation(({ ctx, input }) => verifyEmail(personContextOf(ctx), input)),
  resendVerification: personProcedure.mutation(({ ctx }) =>
    resendVerification(personContextOf(ctx), accountDoorOf(ctx), ctx.person.userId),
  ),
  profile: personProcedure.query(({ ctx }) => readProfile(ctx.person.userId)),
  updateProfile: personProcedure
    .input(profileInput)
    .mutation(({ ctx, input }) => updateProfile(personContextOf(ctx), ctx.person.userId, input)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(personContextOf(ctx), accountDoorOf(ctx), ctx.person, input)),
  sessions: personProcedure.query(({ ctx }) => listSessions(personContextOf(ctx), ctx.person)),
  revokeSession: personProcedure
    .input(sessionIdInput)
    .mutation(({ ctx, input }) => revokeSession(personContextOf(ctx), ctx.person, input)),
  revokeOtherSessions: personProcedure.mutation(({ ctx }) => revokeOtherSessions(personContextOf(ctx), ctx.person)),
  events: personProcedure.query(({ ctx }) => listUserEvents(ctx.person.userId)),
});
