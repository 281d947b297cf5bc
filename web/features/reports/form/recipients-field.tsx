import { TagsInput, type TagsInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { maxReportRecipients } from '../../../../src/contract/report-words.ts'
import { useT } from '../../../ui/index.ts'

/** E-mail addresses: typed with Enter, a comma or a space between them, or pasted. */
export function RecipientsField(props: TagsInputProps): ReactNode {
  const t = useT()
  return (
    <TagsInput
      label={t('report_form.recipients')}
      description={t('report_form.recipients_help', { n: maxReportRecipients })}
      placeholder={t('report_form.recipients_placeholder')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      splitChars={[',', ';', ' ', '\n']}
      acceptValueOnBlur
      isDuplicate={(value, current) =>
        current.some((one) => one.toLowerCase() === value.trim().toLowerCase())
      }
      {...props}
    />
  )
}
