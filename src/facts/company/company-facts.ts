import { isUuid } from '../../core/index.ts'
import type { Engine, QueryParams } from '../connect/engine.ts'
import type { Layout } from '../connect/topology.ts'
import { assertOnlyCompanyTables } from './assert-only-company-tables.ts'
import { type CompanyTables, companyTables } from './company-tables.ts'
import type { PersonalDataView } from './personal-data.ts'

export interface CompanyQuery {
  /** Writes the SELECT; tables come from `from` only. Values go into `params`, never into the text. */
  readonly sql: (from: CompanyTables) => string
  /** Bound to `{name:Type}` placeholders; `company_id` is bound by the door. */
  readonly params?: QueryParams
  /** One of many that a page asks at once, each of which takes little: spreading them over cores costs more than it gains. */
  readonly isBrief?: boolean
}

/** Questions about one company's facts. Decimals come as strings, 64-bit whole numbers as numbers. */
export interface CompanyFacts {
  /** Rows as objects by column name; `totals` where the text asks `WITH TOTALS`. */
  query<Row>(query: CompanyQuery): Promise<{ rows: Row[]; totals?: Row }>
}

/**
 * The only way to read facts. `engineOf` finds the node that holds a company. What a question cannot read in full it cannot show,
 * search, group or filter by either.
 */
export function openCompanyFacts(
  companyId: string,
  layout: Layout,
  engineOf: (companyId: string) => Promise<Engine>,
  view: PersonalDataView = 'plain',
): CompanyFacts {
  if (!isUuid(companyId)) throw new TypeError('A company id is a UUID.')
  const tables = companyTables(layout, view)
  return {
    query: async <Row>(query: CompanyQuery) => {
      const { params = {}, isBrief = false } = query
      if ('company_id' in params)
        throw new TypeError('The company is bound by the door, not by the question.')
      const sql = query.sql(tables)
      assertOnlyCompanyTables(sql, tables)
      const engine = await engineOf(companyId)
      return engine.ask<Row>(
        'question',
        sql,
        { ...params, company_id: companyId },
        {
          owner: companyId,
          isBrief,
        },
      )
    },
  }
}
