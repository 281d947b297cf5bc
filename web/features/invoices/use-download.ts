import { useMutation } from '@tanstack/react-query'
import type { Invoice } from '../../../src/contract/index.ts'
import { invoiceApi } from '../../api/invoice-api.ts'
import { saveFile, useNotify } from '../../ui/index.ts'

/** Hands the PDF of a document to the browser's downloads; says why where it cannot. */
export function useDownload() {
  const notify = useNotify()
  return useMutation({
    mutationFn: ({ id, file_name }: Pick<Invoice, 'id' | 'file_name'>) => invoiceApi.pdf(id, file_name),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
}
