import { Paper, Title, Tooltip, UnstyledButton } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import classes from './card.module.css'

interface CardProps {
  readonly title?: ReactNode
  /** One line that says what is shown; opens on hover or focus of the mark beside the title. */
  readonly definition?: string | undefined
  /** Right of the title: a menu, a switch of views. */
  readonly actions?: ReactNode
  /** Content reaches the border, for tables. */
  readonly flush?: boolean
  readonly minHeight?: number | undefined
  readonly children: ReactNode
}

/** The one box of all pages: one border, a title with its definition, room for actions. */
export function Card({
  title,
  definition,
  actions,
  flush = false,
  minHeight,
  children,
}: CardProps): ReactNode {
  const titleId = useId()
  const hasHead = title !== undefined || actions !== undefined
  return (
    <Paper
      component="section"
      className={classes['card'] ?? ''}
      {...(title !== undefined && { 'aria-labelledby': titleId })}
      {...(minHeight !== undefined && { mih: minHeight })}
    >
      {hasHead && (
        <div className={classes['head']}>
          <div className={classes['title']}>
            <Title order={2} size="h3" id={titleId}>
              {title}
            </Title>
            {definition !== undefined && <Definition text={definition} />}
          </div>
          {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
        </div>
      )}
      <div className={classes['body']} data-flush={flush || undefined}>
        {children}
      </div>
    </Paper>
  )
}

/** The mark that says what a number or chart means, by mouse, touch and keyboard. */
export function Definition({ text }: { readonly text: string }): ReactNode {
  const t = useT()
  return (
    <Tooltip label={text} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton
        className={classes['definition'] ?? ''}
        aria-label={`${t('shell.what_is_this')} ${text}`}
      >
        <IconInfoCircle size={16} stroke={1.6} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  )
}
