import type { Translate } from '../../../../src/messages/index.ts'
import type { ApiError } from '../../../api/api-error.ts'

/** A wrong password is told beside its field; here it says nothing about an address. */
export function passwordErrors(t: Translate, field: string) {
  return (error: ApiError): Record<string, string> =>
    error.code === 'invalid_credentials' ? { [field]: t('security.wrong_password') } : {}
}
