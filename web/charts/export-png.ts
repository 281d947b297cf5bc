import type { ChartTheme } from './chart-theme.ts'
import { loadEngine } from './load-engine.ts'

export interface PngInput {
  readonly option: Record<string, unknown>
  readonly theme: ChartTheme
  readonly title: string
  /** Period, zone and filters: a picture must say what it shows when it stands alone. */
  readonly subtitle: string
  readonly legend?: readonly { readonly name: string; readonly color: string }[]
  readonly heightPx?: number
}

const widthPx = 1_000
const headPx = 68
const legendPx = 28

/** Draws the option once more off the page, with title and legend, and gives a PNG at twice the size. */
export async function renderPng(input: PngInput): Promise<Blob> {
  const { option, theme, title, subtitle, legend = [], heightPx = 380 } = input
  const engine = await loadEngine()
  const element = document.createElement('div')
  const chart = engine.init(element, undefined, { width: widthPx, height: headPx + legendPx + heightPx })
  try {
    const grid = option['grid'] as Record<string, unknown> | undefined
    chart.setOption({
      ...option,
      animation: false,
      grid: { ...grid, top: headPx + legendPx + 8, bottom: 40 },
      title: [headTitle(title, subtitle, theme), ...legendTitles(legend, theme)],
    })
    return await pngOf(chart.renderToCanvas({ pixelRatio: 2, backgroundColor: theme.surface }))
  } finally {
    chart.dispose()
  }
}

function headTitle(title: string, subtitle: string, theme: ChartTheme): object {
  return {
    text: title,
    subtext: subtitle,
    left: 16,
    top: 12,
    itemGap: 2,
    textStyle: {
      color: theme.text,
      lineHeight: 28,
      fontSize: 18,
      fontWeight: 600,
      fontFamily: theme.fontFamily,
    },
    subtextStyle: { color: theme.muted, fontSize: 12, fontFamily: theme.fontFamily },
  }
}

/** The legend as one line of rich text: coloured squares and names. */
function legendTitles(
  legend: readonly { readonly name: string; readonly color: string }[],
  theme: ChartTheme,
): object[] {
  if (legend.length === 0) return []
  const rich = Object.fromEntries(legend.map(({ color }, index) => [`s${index}`, { color, fontSize: 14 }]))
  const text = legend.map(({ name }, index) => `{s${index}|■} ${name}`).join('    ')
  const textStyle = { color: theme.muted, fontSize: 12, fontWeight: 400, fontFamily: theme.fontFamily, rich }
  return [{ text, left: 16, top: headPx, textStyle }]
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.'))),
      'image/png',
    )
  })
}
