export { saveFile } from './controls/save-file.ts'
export { useFormat, useLanguage, useT } from './i18n/i18n-provider.tsx'
export {
  numberTypeName,
  providerName,
  roleName,
  scopeName,
  statusName,
  stepName,
} from './i18n/words.ts'
export { useNotify } from './notices/use-notify.ts'
export { Card, Definition } from './page/card.tsx'
export { Page, usePageTitle } from './page/page.tsx'
export { AddFilter } from './selection/add-filter.tsx'
export { FilterChips } from './selection/filter-chips.tsx'
export { PeriodControl } from './selection/period-control.tsx'
export { defaultPreset, periodOf, toApiFilters, toApiPeriod } from './selection/selection.ts'
export {
  type FilterName,
  filterNames,
  notKnownValue,
  parseSelectionSearch,
  type SelectionSearch,
  type ZonedSelectionSearch,
} from './selection/selection-search.ts'
export {
  type Selected,
  SelectionContext,
  type SelectionView,
  useSelectionView,
  useWorkedOutSelection,
  type WorkedOutSelection,
} from './selection/selection-view.tsx'
export { useErrorReasons } from './selection/use-error-reasons.ts'
export { type NameOfValue, useValueNames } from './selection/value-names.ts'
export { ZoneMark } from './selection/zone-mark.tsx'
export { Caution } from './states/caution.tsx'
export { Delayed } from './states/delayed.tsx'
export { EmptyState } from './states/empty-state.tsx'
export { ErrorState } from './states/error-state.tsx'
export { errorText } from './states/error-text.ts'
export { PageSkeleton } from './states/page-skeleton.tsx'
