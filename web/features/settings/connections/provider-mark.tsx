import {
  type Icon,
  IconBrandAws,
  IconBrandSlack,
  IconBrandTelegram,
  IconBrandTwilio,
  IconBrandVk,
  IconBrandWhatsapp,
  IconMail,
  IconMessage,
  IconMessages,
  IconPhone,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Provider } from '../../../../src/contract/index.ts'
import classes from './connection-row.module.css'

/** Those with a mark of their own, or of their channel; a provider without one shows a message. */
const marks: Partial<Record<Provider, Icon>> = {
  twilio: IconBrandTwilio,
  'meta-whatsapp': IconBrandWhatsapp,
  ses: IconBrandAws,
  sendgrid: IconMail,
  mailgun: IconMail,
  viber: IconPhone,
  chatwoot: IconMessages,
  telegram: IconBrandTelegram,
  slack: IconBrandSlack,
  vk: IconBrandVk,
}

export function ProviderMark({ provider }: { readonly provider: Provider }): ReactNode {
  const Mark = marks[provider] ?? IconMessage
  return (
    <span className={classes['mark']} aria-hidden>
      <Mark size={22} stroke={1.6} />
    </span>
  )
}
