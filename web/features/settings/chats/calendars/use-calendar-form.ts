import type { ChatCalendar, ChatSettingsChanged } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { useSession } from '../../../../api/use-session.ts'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import { wallTime } from '../../../../ui/selection/wall-time.ts'
import { momentMs } from '../moment-field.tsx'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'
import { versionToStartFrom } from '../version-in-force.ts'
import { type CalendarValues, fromValues, hoursFaults, newWeek, toValues } from './calendar-values.ts'

/** What is edited: a new calendar, new hours of one from a date, or hours that are there. */
export type CalendarEdit =
  | { readonly kind: 'calendar' }
  | { readonly kind: 'version'; readonly calendar: ChatCalendar }
  | { readonly kind: 'hours'; readonly calendar: ChatCalendar; readonly from: string | null }

type CalendarFormState = ReturnType<typeof useApiForm<CalendarValues, ChatSettingsChanged>>
export type CalendarForm = CalendarFormState['form']

export function useCalendarForm(edit: CalendarEdit, nowMs: number, onClose: () => void): CalendarFormState {
  const t = useT()
  const saved = useSaved()
  const zone = useSession().company.time_zone
  return useApiForm<CalendarValues, ChatSettingsChanged>({
    initialValues: initialValues(edit, zone, nowMs),
    validate: (values) => ({
      name: edit.kind === 'calendar' && values.name.trim() === '' ? t('chat_settings.name_missing') : null,
      date: momentMs(values, values.time_zone) === undefined ? t('chat_settings.date_missing') : null,
      time_zone: values.time_zone === '' ? t('chat_settings.time_zone_missing') : null,
      ...Object.fromEntries(
        Object.entries(hoursFaults(values)).map(([path, fault]) => [
          path,
          fault === 'time_wrong' || fault === 'date_missing'
            ? t(`chat_settings.${fault}`)
            : t(`chat_setting_faults.${fault}`),
        ]),
      ),
    }),
    save: (values) => saveCalendar(edit, values),
    fieldErrors: (error) => {
      const { from, ...errors } = settingErrors(t, error)
      return { ...errors, ...(from !== undefined && { date: from }) }
    },
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
}

function initialValues(edit: CalendarEdit, companyZone: string, nowMs: number): CalendarValues {
  if (edit.kind === 'calendar')
    return {
      name: '',
      isFromFirst: true,
      date: wallTime(nowMs, companyZone).date,
      time_zone: companyZone,
      weekdays: newWeek(),
      days: [],
    }
  const { name, versions } = edit.calendar
  const version =
    edit.kind === 'hours'
      ? versions.find(({ from }) => from === edit.from)
      : versionToStartFrom(versions, nowMs)
  const hours = toValues(version ?? { time_zone: companyZone, weekdays: newWeek(), days: [] })
  const fromMs = edit.kind === 'hours' && edit.from !== null ? Date.parse(edit.from) : nowMs
  return {
    name,
    isFromFirst: edit.kind === 'hours' && edit.from === null,
    date: wallTime(fromMs, hours.time_zone).date,
    ...hours,
  }
}

async function saveCalendar(edit: CalendarEdit, values: CalendarValues): Promise<ChatSettingsChanged> {
  const fromMs = momentMs(values, values.time_zone)
  // Hours that are there keep their moment, also in another zone.
  const from = edit.kind === 'hours' ? edit.from : toApiMoment(fromMs)
  const version = fromValues(values, from)
  return edit.kind === 'calendar'
    ? await chatSettingsApi.createCalendar({ name: values.name.trim(), version })
    : await chatSettingsApi.putVersion(edit.calendar.id, version)
}

function toApiMoment(ms: number | null | undefined): string | null {
  return typeof ms === 'number' ? new Date(ms).toISOString() : null
}
