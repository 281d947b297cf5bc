import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Import, ImportMapping } from '../../../../src/contract/index.ts'
import { importsApi } from '../../../api/imports-api.ts'
import { putImport } from '../../../api/imports-queries.ts'
import { saveFile, useLanguage, useNotify } from '../../../ui/index.ts'

/** What can be done with a file. */
export function useImportActs({ id }: Pick<Import, 'id'>) {
  const client = useQueryClient()
  const notify = useNotify()
  const [language] = useLanguage()
  const put = (changed: Import): void => putImport(client, changed)
  return {
    check: useMutation({
      mutationFn: (mapping?: ImportMapping) => importsApi.check(id, mapping),
      onSuccess: put,
      onError: notify.failed,
    }),
    start: useMutation({
      mutationFn: (mapping?: ImportMapping) => importsApi.start(id, mapping),
      onSuccess: put,
      onError: notify.failed,
    }),
    cancel: useMutation({
      mutationFn: () => importsApi.cancel(id),
      onSuccess: put,
      onError: notify.failed,
    }),
    remove: useMutation({
      mutationFn: () => importsApi.remove(id),
      onSuccess: () => client.invalidateQueries({ queryKey: ['imports', 'list'] }),
      onError: notify.failed,
    }),
    download: useMutation({
      mutationFn: () => importsApi.refused(id, language),
      onSuccess: ({ blob, name }) => saveFile(blob, name),
      onError: notify.failed,
    }),
  }
}
