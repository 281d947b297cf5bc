import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ImportKind } from '../../../../src/contract/index.ts'
import { importsApi } from '../../../api/imports-api.ts'
import { putImport } from '../../../api/imports-queries.ts'
import { errorText, useT } from '../../../ui/index.ts'

export interface Upload {
  /** Null while nothing is uploaded. */
  readonly name: string | null
  readonly share: number
  readonly failure: string | null
  begin(file: File, kind: ImportKind): void
  stop(): void
}

/** Uploads a file and leads on to its columns. */
export function useUpload(): Upload {
  const t = useT()
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/settings/imports' })
  const [name, setName] = useState<string | null>(null)
  const [share, setShare] = useState(0)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const send = async (file: File, kind: ImportKind, controller: AbortController): Promise<void> => {
    try {
      const made = await importsApi.upload(file, kind, { onShare: setShare, signal: controller.signal })
      putImport(client, made)
      await navigate({ search: { file: made.id } })
    } catch (error) {
      if (!controller.signal.aborted) setFailure(errorText(t, error))
    } finally {
      if (running.current === controller) setName(null)
    }
  }

  return {
    name,
    share,
    failure,
    begin: (file, kind) => {
      const controller = new AbortController()
      running.current?.abort()
      running.current = controller
      setName(file.name)
      setShare(0)
      setFailure(null)
      void send(file, kind, controller)
    },
    stop: () => {
      running.current?.abort()
      setName(null)
    },
  }
}
