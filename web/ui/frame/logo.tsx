import type { ReactNode } from 'react'

/** Four strokes and a fifth across them: a tally. */
export function Logo({ size = 28 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable={false}>
      <rect width="32" height="32" rx="8" fill="#4263eb" />
      <g stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 9v14M14 9v14M19 9v14M24 9v14" />
        <path d="M6 21 27 11" />
      </g>
    </svg>
  )
}
