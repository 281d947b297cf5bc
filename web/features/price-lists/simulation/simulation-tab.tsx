import { Button, Select, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { PriceList, PriceSimulation } from '../../../../src/contract/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { pricedCompaniesQuery } from '../../../api/billing-queries.ts'
import {
  Caution,
  ErrorState,
  PeriodControl,
  SelectionContext,
  type SelectionView,
  useSelectionView,
  useT,
  useWorkedOutSelection,
  ZoneMark,
} from '../../../ui/index.ts'
import classes from '../price-lists.module.css'
import { parseVersionSearch } from '../version/version-search.ts'
import { SimulationResult } from './simulation-result.tsx'

interface SimulationTabProps {
  readonly list: PriceList
  readonly number: number
  readonly rates: number
  /** Changes that are not saved are not in the simulation. */
  readonly isDirty: boolean
}

/** What a company's traffic of a period would have cost under this version, before it is in force for anybody. */
export function SimulationTab(props: SimulationTabProps): ReactNode {
  const search = useSearch({ from: '/frame/price-lists/$listId/versions/$number' })
  const navigate = useNavigate({ from: '/price-lists/$listId/versions/$number' })
  const [nowMs] = useState(() => Date.now())
  const { period, from, to, zone } = search
  const selection = useWorkedOutSelection(
    // The month that is over is what a new price is held against, unless another period is chosen.
    useMemo(() => ({ period: period ?? 'last_month', from, to, zone }) as const, [period, from, to, zone]),
    nowMs,
  )
  const change = useCallback<SelectionView['change']>(
    (changes) => {
      void navigate({
        search: (before) => parseVersionSearch({ ...before, ...changes }),
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<SelectionView>(() => ({ ...selection, change }), [selection, change])
  return (
    <SelectionContext value={view}>
      <Simulation {...props} />
    </SelectionContext>
  )
}

function Simulation({ list, number, rates, isDirty }: SimulationTabProps): ReactNode {
  const t = useT()
  const { selected } = useSelectionView()
  const navigate = useNavigate({ from: '/price-lists/$listId/versions/$number' })
  const { company } = useSearch({ from: '/frame/price-lists/$listId/versions/$number' })
  const companies = useQuery(pricedCompaniesQuery)
  const fitting = (companies.data ?? []).filter(({ currency }) => currency === list.currency)
  const chosen = fitting.find(({ id }) => id === company) ?? fitting[0]
  const question = { company_id: chosen?.id ?? '', from: selected.from, to: selected.to }
  const run = useMutation<PriceSimulation, Error, typeof question>({
    mutationFn: (asked) => billingApi.versions.simulate({ listId: list.id, number }, asked),
  })
  const isOfThis = JSON.stringify(run.variables) === JSON.stringify(question)
  return (
    <div className={classes['simulation']}>
      <Text size="sm" c="dimmed" maw={720}>
        {t('prices.simulation_text')}
      </Text>
      <div className={classes['simulationBar']}>
        <Select
          aria-label={t('prices.company')}
          data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen?.id ?? null}
          searchable
          allowDeselect={false}
          placeholder={t('prices.no_company')}
          disabled={fitting.length === 0}
          w={260}
          onChange={(id) =>
            void navigate({
              search: (before) => parseVersionSearch({ ...before, company: id ?? undefined }),
              resetScroll: false,
            })
          }
        />
        <PeriodControl />
        <Button
          leftSection={<IconPlayerPlay size={16} stroke={1.6} aria-hidden />}
          loading={run.isPending}
          disabled={chosen === undefined || rates === 0}
          onClick={() => run.mutate(question)}
        >
          {t('prices.simulate')}
        </Button>
        <ZoneMark />
      </div>
      {isDirty && <Caution>{t('prices.simulation_unsaved')}</Caution>}
      {run.isError && isOfThis && <ErrorState error={run.error} onRetry={() => run.mutate(question)} />}
      {run.data && isOfThis && <SimulationResult simulation={run.data} />}
    </div>
  )
}
