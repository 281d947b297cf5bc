import type { Area } from '../catalogue-types.ts'

/** E-mails to one person about how that person gets in. */
export const letters = {
  invitation_subject: 'Invitation to {company} in Tallybook',
  invitation_text: 'You are invited to work with the statistics and bills of {company} in Tallybook.',
  invitation_text_by:
    '{inviter} invites you to work with the statistics and bills of {company} in Tallybook.',
  invitation_why: 'The invitation went to {address}. If you did not expect it, leave it: nothing happens.',
  role: 'Your role',
  until: 'Good until',
  accept: 'Accept the invitation',
  reset_subject: 'Set a new password for Tallybook',
  reset_text: 'Somebody asked for a new password for {address}. With this link you set it.',
  reset_why: 'If it was not you, leave this e-mail: your password stays as it is.',
  set_password: 'Set a new password',
  password_changed_subject: 'Your Tallybook password was changed',
  password_changed_text: 'The password of {address} was changed. All other sessions have ended.',
  second_factor_on_subject: 'Two-factor sign-in is on',
  second_factor_on_text: 'From now on a code of your authenticator is asked for when {address} signs in.',
  second_factor_off_subject: 'Two-factor sign-in is off',
  second_factor_off_text: 'From now on the password alone is asked for when {address} signs in.',
  check_security: 'Look at your sign-in settings',
  changed_why: 'If it was not you, set a new password at once and tell an owner of your company.',
} as const satisfies Area
