import type { Letter } from '../../companies/index.ts'
import { createFormats, createTranslate } from '../../messages/index.ts'
import { type ComposedMail, composedOf, type MailContent } from '../mail/compose-mail.ts'
import { oneLine } from '../mail/one-line.ts'

/**
 * What a letter says, in its reader's language. Times are in UTC: of a person who is invited no zone is known.
 * @param publicUrl without a slash at its end
 */
export function composeLetter(letter: Letter, publicUrl: string): ComposedMail {
  const content = contentOf(letter, publicUrl)
  return composedOf({ ...content, subject: oneLine(content.subject) }, letter.language)
}

function contentOf(letter: Letter, publicUrl: string): MailContent {
  const t = createTranslate(letter.language)
  const until = `${createFormats({ language: letter.language, timeZone: 'UTC' }).dateTime(letter.expiresAtMs)} UTC`
  const { address } = letter
  switch (letter.kind) {
    case 'invitation': {
      const { company, inviter } = letter
      return {
        subject: t('letters.invitation_subject', { company }),
        sentence:
          inviter === null
            ? t('letters.invitation_text', { company })
            : t('letters.invitation_text_by', { company, inviter }),
        facts: [
          [t('letters.role'), t(`words.role_${letter.role}`)],
          [t('letters.until'), until],
        ],
        link: { words: t('letters.accept'), url: letter.link },
        foot: t('letters.invitation_why', { address }),
      }
    }
    case 'password_reset':
      return {
        subject: t('letters.reset_subject'),
        sentence: t('letters.reset_text', { address }),
        facts: [[t('letters.until'), until]],
        link: { words: t('letters.set_password'), url: letter.link },
        foot: t('letters.reset_why'),
      }
    case 'password_changed':
    case 'second_factor_on':
    case 'second_factor_off':
      return {
        subject: t(`letters.${letter.kind}_subject`),
        sentence: t(`letters.${letter.kind}_text`, { address }),
        facts: [],
        link: { words: t('letters.check_security'), url: `${publicUrl}/settings/security` },
        foot: t('letters.changed_why'),
      }
  }
}
