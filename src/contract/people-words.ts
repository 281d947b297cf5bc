/** How long an invitation can be accepted, and how long a link to a new password is good, milliseconds. */
export const invitationMs = 7 * 24 * 3_600_000
export const passwordResetMs = 3_600_000

/** People of a company, and invitations that are open, at most. */
export const maxPeople = 500

export const mailLanguages = ['en', 'ru'] as const
