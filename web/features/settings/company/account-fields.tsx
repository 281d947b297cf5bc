import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isRussianBic, maxBankAccounts } from '../../../../src/contract/company-details-words.ts'
import { useSession } from '../../../api/use-session.ts'
import { CurrencySelect } from '../../../ui/form/currency-select.tsx'
import { useT } from '../../../ui/index.ts'
import classes from './details.module.css'
import type { FieldsProps } from './name-fields.tsx'

/** The list of bank accounts; the first is the one to pay to. */
export function AccountFields({ form, readOnly }: FieldsProps): ReactNode {
  const t = useT()
  const { company } = useSession()
  const accounts = form.values.bank_accounts
  const add = () => {
    form.insertListItem('bank_accounts', {
      key: randomId(),
      number: '',
      bic: '',
      bank_name: '',
      correspondent_account: '',
      currency: company.currency,
    })
  }
  return (
    <fieldset className={classes['section']}>
      <legend className={classes['legend']}>{t('details.accounts')}</legend>
      <Stack gap="md" align="stretch">
        {accounts.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('details.no_accounts')}
          </Text>
        )}
        {accounts.map(({ key }, index) => (
          <Account key={key} form={form} readOnly={readOnly} index={index} />
        ))}
        {!readOnly && accounts.length < maxBankAccounts && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={add}
            data-path="bank_accounts"
            style={{ alignSelf: 'flex-start' }}
          >
            {t('details.add_account')}
          </Button>
        )}
      </Stack>
    </fieldset>
  )
}

interface AccountProps extends FieldsProps {
  readonly index: number
}

/** Of a Russian bank, or of a company there, the fields have the names that they have there. */
function Account({ form, readOnly, index }: AccountProps): ReactNode {
  const t = useT()
  const account = form.values.bank_accounts[index]
  const isRussian =
    isRussianBic(account?.bic.trim() ?? '') ||
    (form.values.legal_address.country === 'RU' && !/[a-z]/i.test(account?.bic ?? ''))
  const line = (name: 'number' | 'bic' | 'bank_name' | 'correspondent_account', maxLength: number) => ({
    maxLength,
    readOnly,
    autoComplete: 'off',
    spellCheck: false,
    ...form.getInputProps(`bank_accounts.${index}.${name}`),
  })
  const n = String(index + 1)
  return (
    <fieldset className={classes['account']} aria-label={t('details.account', { n })}>
      <div className={classes['accountHead']}>
        {t('details.account', { n })}
        {!readOnly && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('details.remove_account', { n })}
            onClick={() => form.removeListItem('bank_accounts', index)}
          >
            <IconTrash size={16} aria-hidden />
          </Button>
        )}
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          label={t(isRussian ? 'details.settlement_account' : 'details.account_number')}
          {...line('number', 42)}
        />
        <TextInput label={t(isRussian ? 'details.russian_bic' : 'details.bic')} {...line('bic', 20)} />
        <TextInput label={t('details.bank_name')} {...line('bank_name', 200)} />
        {(isRussian || account?.correspondent_account) && (
          <TextInput label={t('details.correspondent_account')} {...line('correspondent_account', 42)} />
        )}
        <CurrencySelect
          label={t('details.currency')}
          readOnly={readOnly}
          allowDeselect={false}
          {...form.getInputProps(`bank_accounts.${index}.currency`)}
        />
      </SimpleGrid>
    </fieldset>
  )
}
