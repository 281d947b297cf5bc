import type {
  ChatCalendarCreated,
  ChatSettingsAnswer,
  ChatSettingsChanged,
} from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

/** What the answers about settings of chats must hold; a test holds it against the schemas of the contract. */
export const chatSettingsAnswers = {
  chatSettings: answerWith<ChatSettingsAnswer>(
    'revision',
    'refold',
    'channels',
    'operators',
    'groups',
    'calendars',
    'seen',
  ),
  chatSettingsChanged: answerWith<ChatSettingsChanged>('revision', 'refold'),
  chatCalendarCreated: answerWith<ChatCalendarCreated>('revision', 'refold', 'id'),
} as const
