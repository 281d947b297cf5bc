import type { Principal } from '../companies/index.ts'
import { type ReportTypes, reportFormats } from '../contract/index.ts'
import { localText } from './definitions/local-text.ts'
import { reportDefinitions } from './report-definitions.ts'

/** The types of reports that the caller may make, with what can be chosen of each. */
export function listTypes({ scopes }: Principal): ReportTypes {
  const types = reportDefinitions
    .filter((definition) => definition.scopesOf({}).every((scope) => scopes.includes(scope)))
    .map((definition) => ({
      type: definition.type,
      service: definition.service,
      title: { ...localText(`reports.type_${definition.type}`) },
      description: { ...localText(`reports.about_${definition.type}`) },
      filters: [...definition.filters],
      group_by: definition.groupBy.map(({ key, title }) => ({ key, title: { ...title } })),
      default_group_by: [...definition.defaultGroupBy],
      columns: definition.columns.map(({ key, title, type, isDefault }) => ({
        key,
        title: { ...title },
        type,
        by_default: isDefault,
      })),
      schedulable: definition.isSchedulable,
    }))
  return { types, formats: [...reportFormats] }
}
