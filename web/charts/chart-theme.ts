import type { ColorScheme } from './palette.ts'

/** Everything of a chart that is not data: ink, lines and paper. Colours of data come from `palette.ts`. */
export interface ChartTheme {
  readonly scheme: ColorScheme
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly strongLine: string
  readonly surface: string
  /** Strokes of the hatching that marks "not final": the paper showing through the colour. */
  readonly hatch: string
  readonly fontFamily: string
}

const fontFamily =
  "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

const themes: Readonly<Record<ColorScheme, ChartTheme>> = {
  light: {
    scheme: 'light',
    text: '#1a1f29',
    muted: '#59616f',
    line: '#edeff3',
    strongLine: '#cfd5dd',
    surface: '#ffffff',
    hatch: 'rgba(255, 255, 255, 0.62)',
    fontFamily,
  },
  dark: {
    scheme: 'dark',
    text: '#e3e7ee',
    muted: '#9aa2b1',
    line: '#252b36',
    strongLine: '#3c4453',
    surface: '#171b23',
    hatch: 'rgba(23, 27, 35, 0.6)',
    fontFamily,
  },
}

export function chartTheme(scheme: ColorScheme): ChartTheme {
  return themes[scheme]
}

/** Diagonal stripes over a bar: an unconfirmed status, or a bucket that is not over yet. */
export function hatching(theme: ChartTheme): Record<string, unknown> {
  return {
    symbol: 'rect',
    symbolSize: 1,
    dashArrayX: [1, 0],
    dashArrayY: [2.5, 3.5],
    rotation: -Math.PI / 4,
    color: theme.hatch,
  }
}
