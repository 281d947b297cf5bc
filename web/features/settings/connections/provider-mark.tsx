import { type Icon, IconBrandTwilio, IconBrandWhatsapp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Provider } from '../../../../src/contract/index.ts'
import classes from './connection-row.module.css'

const marks = {
  twilio: IconBrandTwilio,
  'meta-whatsapp': IconBrandWhatsapp,
} as const satisfies Record<Provider, Icon>

export function ProviderMark({ provider }: { readonly provider: Provider }): ReactNode {
  const Mark = marks[provider]
  return (
    <span className={classes['mark']} aria-hidden>
      <Mark size={22} stroke={1.6} />
    </span>
  )
}
