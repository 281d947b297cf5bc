import type { RawSearch } from '../../../ui/selection/search-values.ts'

export interface ImportsSearch {
  /** Id of the file that is looked at; all of them without it. */
  readonly file?: string | undefined
}

export function parseImportsSearch(raw: RawSearch): ImportsSearch {
  const { file } = raw
  return { file: typeof file === 'string' && /^[0-9a-f-]{36}$/.test(file) ? file : undefined }
}
