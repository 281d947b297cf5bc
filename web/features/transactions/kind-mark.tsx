import type { ReactNode } from 'react'
import type { TransferKind } from '../../../src/contract/index.ts'
import { useT } from '../../ui/index.ts'
import classes from './transactions.module.css'

/** A kind of transaction in words, with a dot that makes columns of them quick to scan. */
export function KindMark({ kind }: { readonly kind: TransferKind }): ReactNode {
  const t = useT()
  return (
    <span className={classes['kind']} data-kind={kind}>
      {t(`transactions.kind_${kind}`)}
    </span>
  )
}
