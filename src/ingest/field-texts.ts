import { z } from 'zod'
import { isCleanText } from '../core/index.ts'

/** A text of at most so many UTF-16 units that every store can hold. */
export const text = (length: number) => z.string().max(length).refine(isCleanText)

export const required = (length: number) => z.string().min(1).max(length).refine(isCleanText)

/** A lower-case word: the name of a channel. */
export const word = z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/)
