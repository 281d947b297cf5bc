import type { CatalogueIn } from '../catalogue-types.ts'
import type { english } from '../en/english.ts'
import { analytics } from './analytics.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { selection } from './selection.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

/** The words that every page begins with, in Russian. */
export const russian: Pick<CatalogueIn<'ru'>, keyof typeof english> = {
  analytics,
  messages,
  problems,
  selection,
  session,
  settings,
  shell,
  words,
}
