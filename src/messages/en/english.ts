import { analytics } from './analytics.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { selection } from './selection.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

/** Every word of the product in English, which leads. */
export const english = {
  analytics,
  messages,
  problems,
  selection,
  session,
  settings,
  shell,
  words,
} as const
export type EnglishCatalogue = typeof english
