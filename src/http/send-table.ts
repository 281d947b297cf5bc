import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { type FinishedTable, writeCsv, writeXlsx } from '../documents/index.ts'
import { problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a route that answers with a file says of its answers. */
export const fileResponse = {
  200: {
    description: 'The file',
    content: { 'text/csv': { schema: z.string() }, [xlsxType]: { schema: z.string().describe('Binary') } },
  },
  ...problemResponses,
}

export interface FileOptions {
  readonly format: 'csv' | 'xlsx'
  /** Without its ending; what no file system takes is left out. */
  readonly name: string
}

/** A finished table as a download. */
export async function sendTable(
  reply: FastifyReply,
  table: FinishedTable,
  file: FileOptions,
): Promise<FastifyReply> {
  if (file.format === 'csv') {
    return asFile(reply, file, 'text/csv; charset=utf-8').send(
      Readable.from(writeCsv(table, { byteOrderMark: true })),
    )
  }
  const written = await writeXlsx(table)
  if (!written.ok) return sendFailure(reply, written.failure)
  return asFile(reply, file, xlsxType).send(Buffer.from(written.value))
}

function asFile(reply: FastifyReply, { name, format }: FileOptions, type: string): FastifyReply {
  const fileName = `${
    name
      .toWellFormed()
      .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
      .trim() || 'tallybook'
  }.${format}`
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', dispositionOf(fileName))
}

/** That a file is to be kept under a name that any file system takes (RFC 6266). */
export function dispositionOf(fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}
