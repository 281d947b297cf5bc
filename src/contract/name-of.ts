import { z } from 'zod'
import { isCleanText } from '../core/index.ts'

/** A name that people give, with at most so many characters. */
export const nameOf = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(isCleanText, 'must hold no NUL character and no half of a surrogate pair')
