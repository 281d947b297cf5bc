import type { CatalogueIn } from '../catalogue-types.ts'
import { analytics } from './analytics.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { selection } from './selection.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

/** Every word of the product in Russian. */
export const russian: CatalogueIn<'ru'> = {
  analytics,
  messages,
  problems,
  selection,
  session,
  settings,
  shell,
  words,
}
