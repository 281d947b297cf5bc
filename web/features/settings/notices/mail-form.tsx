import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { NoticeSettings, NoticeType } from '../../../../src/contract/index.ts'
import { maxNoticeAddresses, noticeTypes } from '../../../../src/contract/notice-words.ts'
import { type Language, languageNames, languages, type Translate } from '../../../../src/messages/index.ts'
import type { ApiError } from '../../../api/api-error.ts'
import { noticesApi } from '../../../api/notices-api.ts'
import { noticeSettingsQuery } from '../../../api/notices-queries.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { isEmailLike } from '../../../ui/form/is-email-like.ts'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useLanguage, useNotify, useT } from '../../../ui/index.ts'
import classes from './notices.module.css'
import { TypeChoice } from './type-choice.tsx'

interface AddressValue {
  /** Of the field on the page. */
  key: string
  address: string
  types: NoticeType[]
}

type MailValues = { language: Language; addresses: AddressValue[] }

/** Edited as a whole, and saved as a whole. */
export function MailForm({ stored }: { readonly stored: NoticeSettings }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [readerLanguage] = useLanguage()
  const { form, onSubmit, isSaving, failure } = useApiForm<MailValues, NoticeSettings>({
    initialValues: valuesOf(stored, readerLanguage),
    validate: (values) => errorsOf(t, values),
    save: ({ language, addresses }) =>
      noticesApi.settings.put({
        language,
        addresses: addresses.map(({ address, types }) => ({ address: address.trim(), types })),
      }),
    fieldErrors: (error) => fieldErrorsOf(t, error),
    onSaved: (saved) => {
      queryClient.setQueryData(noticeSettingsQuery.queryKey, saved)
      form.setInitialValues(valuesOf(saved, readerLanguage))
      form.reset()
      notify.done(t('shell.saved'))
    },
  })
  const { addresses } = form.values
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md" mt="md">
        {addresses.length === 0 && <Text size="sm">{t('notices.no_addresses')}</Text>}
        {addresses.map(({ key }, index) => (
          <AddressFields key={key} form={form} index={index} />
        ))}
        {addresses.length < maxNoticeAddresses && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              form.insertListItem('addresses', { key: randomId(), address: '', types: [...noticeTypes] })
            }
          >
            {t('notices.add_address')}
          </Button>
        )}
        {addresses.length > 0 && (
          <div>
            <Text size="sm" fw={500} mb={4} id="mail-language">
              {t('notices.language')}
            </Text>
            <SegmentedControl
              aria-labelledby="mail-language"
              data={languages.map((value) => ({ value, label: languageNames[value] }))}
              {...form.getInputProps('language')}
            />
          </div>
        )}
        <FailureNote text={failure} />
        <Group>
          <Button type="submit" loading={isSaving} disabled={!form.isDirty()}>
            {t('notices.save_mail')}
          </Button>
        </Group>
      </Stack>
      {form.isDirty() && !isSaving && <LeaveGuard text={t('notices.leave_text')} />}
    </form>
  )
}

interface AddressFieldsProps {
  readonly form: Pick<
    ReturnType<typeof useApiForm<MailValues, NoticeSettings>>['form'],
    'getInputProps' | 'removeListItem'
  >
  readonly index: number
}

function AddressFields({ form, index }: AddressFieldsProps): ReactNode {
  const t = useT()
  const n = String(index + 1)
  return (
    <fieldset className={classes['address']} aria-label={t('notices.address_n', { n })}>
      <div className={classes['addressHead']}>
        {t('notices.address_n', { n })}
        <Button
          variant="subtle"
          color="red"
          size="xs"
          leftSection={<IconTrash size={16} aria-hidden />}
          aria-label={t('notices.remove_address', { n })}
          onClick={() => form.removeListItem('addresses', index)}
        >
          {t('shell.delete')}
        </Button>
      </div>
      <Stack gap="md">
        <TextInput
          label={t('notices.address')}
          type="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          maw={480}
          data-path={`addresses.${index}.address`}
          {...form.getInputProps(`addresses.${index}.address`)}
        />
        <TypeChoice inputProps={form.getInputProps(`addresses.${index}.types`)} />
      </Stack>
    </fieldset>
  )
}

/** Whoever adds the first address is asked about the language that they read. */
function valuesOf({ addresses, language }: NoticeSettings, readerLanguage: Language): MailValues {
  return {
    language: addresses.length === 0 ? readerLanguage : language,
    addresses: addresses.map(({ address, types }) => ({ key: randomId(), address, types })),
  }
}

function errorsOf(t: Translate, { addresses }: MailValues): Record<string, string | null> {
  const texts = addresses.map(({ address }) => address.trim().toLowerCase())
  return Object.fromEntries(
    addresses.flatMap(({ types }, index) => [
      [`addresses.${index}.address`, addressError(t, texts, index)],
      [`addresses.${index}.types`, types.length === 0 ? t('notices.types_missing') : null],
    ]),
  )
}

function addressError(t: Translate, texts: readonly string[], index: number): string | null {
  const text = texts[index] ?? ''
  if (text === '') return t('notices.address_missing')
  if (!isEmailLike(text)) return t('notices.address_wrong')
  return texts.indexOf(text) < index ? t('notices.address_twice') : null
}

/** `body/addresses/0/address` stands beside its field. */
function fieldErrorsOf(t: Translate, { fieldErrors }: ApiError): Record<string, string> {
  return Object.fromEntries(
    fieldErrors
      .map(({ path }) => path.replace(/^body\//, '').replaceAll('/', '.'))
      .filter((path) => /^addresses\.\d+\.address$/.test(path))
      .map((path) => [path, t('notices.address_wrong')]),
  )
}
