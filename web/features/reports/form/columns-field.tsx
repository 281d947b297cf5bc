import { Button, Checkbox, Input, Popover, ScrollArea } from '@mantine/core'
import { IconChevronDown, IconColumns3 } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useLanguage, useT } from '../../../ui/index.ts'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'

/** Which columns the file gets, in the order of the type; at least one. */
export function ColumnsField(): ReactNode {
  const t = useT()
  const id = useId()
  const [language] = useLanguage()
  const { search, type, change } = useFormView()
  const usual = type.columns.filter((column) => column.by_default).map(({ key }) => key)
  const chosen = search.columns ?? usual
  const n = type.columns.filter(({ key }) => chosen.includes(key)).length
  const choose = (isChosen: (key: string) => boolean): void => {
    const keys = type.columns.map(({ key }) => key).filter(isChosen)
    if (keys.length > 0) change({ columns: keys.join() === usual.join() ? undefined : keys })
  }
  return (
    <div className={classes['segments']}>
      <Input.Label component="span" id={id}>
        {t('report_form.columns')}
      </Input.Label>
      <Popover position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden />}
            rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
            className={classes['picker'] ?? ''}
          >
            {t('report_form.columns')}: {t('report_form.columns_chosen', { n, total: type.columns.length })}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <ScrollArea.Autosize mah={360} type="auto" offsetScrollbars>
            <fieldset className={classes['columns']} aria-labelledby={id}>
              {type.columns.map(({ key, title }) => (
                <Checkbox
                  key={key}
                  size="sm"
                  label={title[language] ?? key}
                  checked={chosen.includes(key)}
                  disabled={n === 1 && chosen.includes(key)}
                  onChange={() => choose((one) => (one === key) !== chosen.includes(one))}
                />
              ))}
            </fieldset>
          </ScrollArea.Autosize>
          <div className={classes['columnActs']}>
            <Button variant="subtle" size="compact-sm" onClick={() => change({ columns: undefined })}>
              {t('report_form.columns_default')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => choose(() => true)}>
              {t('report_form.columns_all')}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
