import type { Import, ImportPreview, Imports } from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

/** What the answers about imports must hold; a test holds it against the schemas of the contract. */
export const importsAnswers = {
  imports: answerWith<Imports>('imports', 'next_cursor'),
  import: answerWith<Import>(
    'id',
    'kind',
    'name',
    'state',
    'percent',
    'mapping',
    'checked',
    'imported',
    'error',
    'refused_file',
    'same_as',
  ),
  preview: answerWith<ImportPreview>('mapping', 'titles', 'guessed', 'rows', 'taken', 'problem'),
} as const
