import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DetailsFaultCode } from '../../../../src/contract/company-details-words.ts'
import { detailsFaultCodes } from '../../../../src/contract/company-details-words.ts'
import type { DetailsRole, StoredDetails } from '../../../../src/contract/index.ts'
import { detailsFaultText, type Translate } from '../../../../src/messages/index.ts'
import { ApiError } from '../../../api/api-error.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { detailsQuery } from '../../../api/billing-queries.ts'
import { onboardingQuery } from '../../../api/companies-queries.ts'
import { isEmailLike } from '../../../ui/form/is-email-like.ts'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useT } from '../../../ui/index.ts'
import { type DetailsValues, fieldOf, fromValues, toValues } from './details-values.ts'

/** What became of the last attempt to save. */
export type SaveState = 'none' | 'saved' | 'changed_meanwhile' | 'failed'

/** The form of the details of one role. It is saved from the version that it began with, so nobody's change is lost. */
export function useDetailsForm(role: DetailsRole, stored: StoredDetails) {
  const t = useT()
  const queryClient = useQueryClient()
  const [base, setBase] = useState(stored)
  const [state, setState] = useState<SaveState>('none')
  const api = useApiForm<DetailsValues, StoredDetails>({
    initialValues: toValues(stored),
    validate: (values) => lightFaults(t, values),
    save: (values) => billingApi.details.put(role, fromValues(values, base.version)),
    fieldErrors: (error) => faultsOf(t, error),
    onFailed: (error) =>
      setState(
        error instanceof ApiError && error.code === 'details_changed' ? 'changed_meanwhile' : 'failed',
      ),
    onSaved: (saved) => {
      queryClient.setQueryData(detailsQuery(role).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: onboardingQuery.queryKey })
      setBase(saved)
      setState('saved')
      // What the server wrote in its right way shows so.
      api.form.setInitialValues(toValues(saved))
      api.form.reset()
    },
  })
  return { ...api, base, state }
}

export type DetailsForm = ReturnType<typeof useDetailsForm>['form']

/** What needs no rules of a country; all else the server knows. */
function lightFaults(t: Translate, { email, bank_accounts }: DetailsValues): Record<string, string | null> {
  const isWrongEmail = email.trim() !== '' && !isEmailLike(email)
  return {
    email: isWrongEmail ? t('details_faults.invalid_email') : null,
    ...Object.fromEntries(
      bank_accounts.map(({ number }, index) => [
        `bank_accounts.${index}.number`,
        number.trim() === '' ? t('details_faults.account_number_missing') : null,
      ]),
    ),
  }
}

/** In the reader's language where the fault is one of ours, else the server's own sentence. */
function faultsOf(t: Translate, { fieldErrors }: ApiError): Record<string, string> {
  return Object.fromEntries(
    fieldErrors.map(({ path, code, detail, values }) => [
      fieldOf(path),
      isFaultCode(code) ? detailsFaultText(t, code, values?.['example']) : detail,
    ]),
  )
}

function isFaultCode(code: string): code is DetailsFaultCode {
  return detailsFaultCodes.some((known) => known === code)
}
