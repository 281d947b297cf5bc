import { z } from 'zod'
import { companySchema } from './companies.ts'
import { passwordLength, roles } from './company-words.ts'
import { nameOf } from './name-of.ts'
import { mailLanguages } from './people-words.ts'

const token = z.string().min(1).max(200)
const newPassword = z.string().min(passwordLength.min).max(passwordLength.max)
const language = z.enum(mailLanguages).default('en').describe('Of the e-mail')

export const memberSchema = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  joined_at: z.string(),
  two_factor: z.boolean().describe('Whether a second factor is asked for when this person signs in'),
  is_self: z.boolean(),
})
export type Member = z.infer<typeof memberSchema>

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  invited_by: z.string().nullable(),
  sent_at: z.string(),
  expires_at: z.string(),
  is_expired: z.boolean(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** `GET /api/v1/people` */
export const peopleSchema = z.object({
  members: z.array(memberSchema),
  invitations: z.array(invitationSchema).describe('Those that are neither accepted nor revoked'),
  roles: z.array(z.enum(roles)).describe('That the caller may give'),
  two_factor_required: z.boolean(),
  sends_mail: z.boolean().describe('False: invitations are passed on by hand'),
})
export type People = z.infer<typeof peopleSchema>

/** `POST /api/v1/invitations` */
export const invitationCreateSchema = z
  .object({ email: z.email().max(320), role: z.enum(roles), language })
  .strict()
export type InvitationCreate = z.infer<typeof invitationCreateSchema>
/** Also of `POST /api/v1/invitations/{id}/renew`. */
export const invitationSentSchema = invitationSchema.extend({
  link: z.string().nullable().describe('Only where no e-mail goes out: to be passed on, and told only once'),
})
export type InvitationSent = z.infer<typeof invitationSentSchema>

export const memberPatchSchema = z.object({ role: z.enum(roles) }).strict()
/** `PUT /api/v1/two-factor-rule` */
export const twoFactorRuleSchema = z.object({ required: z.boolean() }).strict()

/** `POST /api/v1/invitation-look-up`: what the link is about, for who has it. */
export const linkSchema = z.object({ token }).strict()
export const openInvitationSchema = z.object({
  company: companySchema.pick({ id: true, name: true }),
  email: z.string(),
  role: z.enum(roles),
  invited_by: z.string().nullable(),
  expires_at: z.string(),
  has_account: z.boolean().describe('Then the person signs in and accepts'),
})
export type OpenInvitation = z.infer<typeof openInvitationSchema>

/** `POST /api/v1/invitation-acceptances`: name and password of a new person; neither of one who is signed in. */
export const invitationAcceptSchema = z
  .object({ token, name: nameOf(200).optional(), password: newPassword.optional() })
  .strict()
export type InvitationAccept = z.infer<typeof invitationAcceptSchema>

/** `POST /api/v1/password-resets`: the answer is the same whether anybody has the address. */
export const passwordResetAskSchema = z.object({ email: z.email().max(320), language }).strict()
/** `POST /api/v1/password-resets/use` */
export const passwordResetUseSchema = z.object({ token, password: newPassword }).strict()
/** `POST /api/v1/session/password` */
export const passwordChangeSchema = z
  .object({ current_password: z.string().min(1).max(passwordLength.max), new_password: newPassword })
  .strict()

/** `POST /api/v1/session` answers 202 with this where a second factor is asked for. */
export const challengeSchema = z.object({
  challenge: z.string().describe('To be sent back with the code'),
  expires_at: z.string(),
})
export type SignInChallenge = z.infer<typeof challengeSchema>
/** `POST /api/v1/session/second-factor` */
export const secondFactorSignInSchema = z
  .object({ challenge: token, code: z.string().min(6).max(40) })
  .strict()

/** `GET /api/v1/second-factor` */
export const secondFactorSchema = z.object({
  is_on: z.boolean(),
  since: z.string().nullable(),
  recovery_codes_left: z.int(),
})
export type SecondFactor = z.infer<typeof secondFactorSchema>
export const passwordProofSchema = z.object({ password: z.string().min(1).max(passwordLength.max) }).strict()
/** `POST /api/v1/second-factor`: begins; nothing is asked for until it is confirmed. */
export const secondFactorBegunSchema = z.object({
  secret: z.string().describe('In base 32, to be typed into an authenticator'),
  uri: z.string().describe('The same for a picture that an authenticator reads'),
})
export type SecondFactorBegun = z.infer<typeof secondFactorBegunSchema>
export const codeSchema = z.object({ code: z.string().min(6).max(40) }).strict()
export const recoveryCodesSchema = z.object({
  recovery_codes: z.array(z.string()).describe('Each good for one sign-in; told only now'),
})
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>

/** `GET /api/v1/sessions`: where the person is signed in. */
export const openSessionSchema = z.object({
  id: z.string(),
  is_current: z.boolean(),
  signed_in_at: z.string(),
  last_seen_at: z.string().describe('To within a day'),
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
})
export type OpenSessionView = z.infer<typeof openSessionSchema>
