import type { CatalogueIn } from '../catalogue-types.ts'
import { analytics } from './analytics.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

/** Every word of the product in Russian. */
export const russian: CatalogueIn<'ru'> = {
  analytics,
  messages,
  problems,
  session,
  settings,
  shell,
  words,
}
