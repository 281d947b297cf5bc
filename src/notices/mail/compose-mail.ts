import { createFormats, createTranslate, type Language } from '../../messages/index.ts'
import type { StoredNotice } from '../notice.ts'
import { mailWords } from './mail-words.ts'
import { oneLine } from './one-line.ts'
import { htmlOf } from './write-html.ts'

export interface MailReader {
  readonly address: string
  readonly language: Language
  readonly company: { readonly name: string; readonly timeZone: string }
}

export interface ComposedMail {
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What an e-mail says, before it is text or HTML. */
export interface MailContent {
  readonly subject: string
  readonly sentence: string
  /** What is worth reading at a glance: a name and a value each. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly link: { readonly words: string; readonly url: string }
  /** Why the reader gets it. */
  readonly foot: string
}

/**
 * The notice in the reader's language; times in the company's zone.
 * @param publicUrl without a slash at its end
 */
export function composeMail(notice: StoredNotice, reader: MailReader, publicUrl: string): ComposedMail {
  const { address, language, company } = reader
  const t = createTranslate(language)
  const format = createFormats({ language, timeZone: company.timeZone })
  const { subject, sentence, facts, page, why = 'notice_mail.why' } = mailWords(notice, company, t, format)
  const content: MailContent = {
    subject: oneLine(subject),
    sentence,
    facts,
    link: { words: t('notice_mail.open'), url: `${publicUrl}${page}` },
    foot: t(why, { address, company: company.name }),
  }
  return composedOf(content, language)
}

/** @param content with a subject of one line */
export function composedOf(content: MailContent, language: Language): ComposedMail {
  return { subject: content.subject, text: textOf(content), html: htmlOf(content, language) }
}

function textOf({ sentence, facts, link, foot }: MailContent): string {
  const lines = facts.map(([name, value]) => `${name}: ${value}`)
  return [
    sentence,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    `${link.words}: ${link.url}`,
    `-- \n${foot}`,
  ]
    .join('\n\n')
    .concat('\n')
}
