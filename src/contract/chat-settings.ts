import { z } from 'zod'
import { isCleanText } from '../core/index.ts'
import {
  chatNameKinds,
  maxChatChannels,
  maxChatGroups,
  maxChatOperators,
  maxChatVersions,
  maxCompanyCalendarVersions,
  maxDayHours,
  maxGroupMembers,
  maxSourceIdLength,
  maxSpecialDays,
  maxTargetS,
} from './chat-settings-words.ts'
import { messengerPattern } from './chat-words.ts'

const clean = (text: z.ZodString) =>
  text.refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')
const name = clean(z.string().trim().min(1).max(200))
const sourceId = clean(z.string().min(1).max(maxSourceIdLength)).describe('As the source writes it')
const groupId = clean(z.string().max(maxSourceIdLength)).describe(
  'As the source writes it; empty: chats without a group',
)
const instant = z.iso.datetime({ offset: true })
const from = instant
  .nullable()
  .describe('RFC 3339 instant with offset from which on it is in force; null: from the first chat on')

const hoursSchema = z
  .object({
    from: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00'),
    to: z
      .string()
      .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 18:00, or 24:00')
      .describe('Not included; 24:00 is the end of the day'),
  })
  .strict()
export type DayHours = z.infer<typeof hoursSchema>
const dayHours = z.array(hoursSchema).max(maxDayHours).describe('Ascending; none: closed')

const versionShape = {
  from,
  time_zone: z.string().max(64).describe('IANA name'),
  weekdays: z.array(dayHours).length(7).describe('Monday first'),
  days: z
    .array(
      z
        .object({
          date: z.iso.date().describe('Local date'),
          name: clean(z.string().trim().max(100)).default(''),
          hours: dayHours,
        })
        .strict(),
    )
    .max(maxSpecialDays)
    .describe('Dates with hours of their own instead of their weekday’s, such as holidays'),
}
/** What a calendar says from a moment on. */
export const calendarVersionPutSchema = z.object(versionShape).strict()
export type CalendarVersionPut = z.infer<typeof calendarVersionPutSchema>
const calendarVersionSchema = z.object(versionShape)

export const chatCalendarCreateSchema = z.object({ name, version: calendarVersionPutSchema }).strict()
export type ChatCalendarCreate = z.infer<typeof chatCalendarCreateSchema>
export const chatCalendarPatchSchema = z
  .object({
    name: name.optional(),
    is_archived: z
      .boolean()
      .optional()
      .describe('Archived: offered for nothing new; groups that have it keep it'),
  })
  .strict()
export type ChatCalendarPatch = z.infer<typeof chatCalendarPatchSchema>
export const chatCalendarSchema = z.object({
  id: z.string(),
  name: z.string(),
  is_archived: z.boolean(),
  versions: z.array(calendarVersionSchema).max(maxChatVersions).describe('Ascending'),
})
export type ChatCalendar = z.infer<typeof chatCalendarSchema>

const targetS = z.int().min(1).max(maxTargetS).nullable()
const targetsShape = {
  from,
  calendar_id: z.string().max(100).nullable().describe('null: no business hours'),
  first_target_s: targetS.describe('SL 1: first response, seconds'),
  later_target_s: targetS.describe('SL 2: later responses, seconds'),
}
/** What a group is measured by from a moment on; one of the same moment is replaced. */
export const groupTargetsPutSchema = z.object({ group_id: groupId, ...targetsShape }).strict()
export type GroupTargetsPut = z.infer<typeof groupTargetsPutSchema>

const memberShape = {
  operator_id: sourceId,
  from: instant.nullable().describe('null: always was'),
  to: instant.nullable().describe('Not included; null: until further notice'),
}
/** All members of a group at once. */
export const groupMembersPutSchema = z
  .object({ group_id: groupId, members: z.array(z.object(memberShape).strict()).max(maxGroupMembers) })
  .strict()
export type GroupMembersPut = z.infer<typeof groupMembersPutSchema>

export const chatGroupPutSchema = z.object({ id: groupId, name }).strict()
export type ChatGroupPut = z.infer<typeof chatGroupPutSchema>
export const chatGroupSchema = z.object({
  id: z.string(),
  name: z.string(),
  targets: z.array(z.object(targetsShape)).max(maxChatVersions).describe('Ascending'),
  members: z.array(z.object(memberShape)),
})
export type ChatGroup = z.infer<typeof chatGroupSchema>

export const chatOperatorPutSchema = z
  .object({ id: sourceId, name, email: z.email().max(254).nullable().default(null) })
  .strict()
export type ChatOperatorPut = z.infer<typeof chatOperatorPutSchema>
export const chatOperatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
})
export type ChatOperator = z.infer<typeof chatOperatorSchema>

export const chatChannelPutSchema = z
  .object({
    id: sourceId,
    name,
    messenger: z
      .string()
      .regex(
        messengerPattern,
        'must be a word of lower-case letters, digits, - and _ that begins with a letter',
      ),
    connection_id: z.string().max(100).nullable().default(null),
  })
  .strict()
export type ChatChannelPut = z.infer<typeof chatChannelPutSchema>
export const chatChannelSchema = z.object({
  id: z.string(),
  name: z.string(),
  messenger: z.string(),
  connection_id: z.string().nullable(),
})
export type ChatChannel = z.infer<typeof chatChannelSchema>

export const seenChatNameSchema = z.object({
  kind: z.enum(chatNameKinds),
  id: z.string(),
  name: z.string().describe('As the source gives it; empty: it gives none'),
  messenger: z.string(),
  seen_at: z.string(),
})
export type SeenChatName = z.infer<typeof seenChatNameSchema>

/** `GET /api/v1/chat-settings`: everything in one answer. */
export const chatSettingsSchema = z.object({
  revision: z.int().describe('Grows with every change'),
  refold: z
    .object({ from: from.describe('Chats from this moment on'), asked_at: z.string() })
    .nullable()
    .describe('Chats that are still to be measured again after changes; null: none'),
  channels: z.array(chatChannelSchema).max(maxChatChannels),
  operators: z.array(chatOperatorSchema).max(maxChatOperators),
  groups: z.array(chatGroupSchema).max(maxChatGroups),
  calendars: z.array(chatCalendarSchema).max(maxCompanyCalendarVersions),
  seen: z.array(seenChatNameSchema).describe('What chats name and nobody entered here, the latest first'),
})
export type ChatSettingsAnswer = z.infer<typeof chatSettingsSchema>

/** Answer to every change. */
export const chatSettingsChangedSchema = z.object({
  revision: z.int(),
  refold: z
    .object({
      from: from.describe('Chats from this moment on are measured again; null: all'),
      days: z.int().nullable().describe('Days from then until now, begun ones as whole; null: all chats'),
    })
    .nullable()
    .describe('null: no chat until now is measured differently'),
})
export type ChatSettingsChanged = z.infer<typeof chatSettingsChangedSchema>
export const chatCalendarCreatedSchema = chatSettingsChangedSchema.extend({ id: z.string() })
export type ChatCalendarCreated = z.infer<typeof chatCalendarCreatedSchema>

/** Which entry a removal is about. */
export const chatEntryQuerySchema = z.object({ id: groupId }).strict()
const fromQuery = z
  .union([instant, z.literal('first')])
  .describe('Beginning of the version; `first`: the one from the first chat on')
export const groupTargetsQuerySchema = z.object({ group_id: groupId, from: fromQuery }).strict()
export const calendarVersionQuerySchema = z.object({ from: fromQuery }).strict()
