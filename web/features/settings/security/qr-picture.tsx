import { encodeQR } from 'qr'
import { type ReactNode, useMemo } from 'react'

/** Squares around the picture without which readers do not find it (ISO/IEC 18004). */
const quietSquares = 4

interface QrPictureProps {
  readonly text: string
  readonly label: string
}

/** Black on white in both themes: readers expect it so. */
export function QrPicture({ text, label }: QrPictureProps): ReactNode {
  const { path, size } = useMemo(() => {
    const squares = encodeQR(text, 'raw', { border: quietSquares })
    const dark = squares.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { path: dark.join(''), size: squares.length }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={208}
      height={208}
      shapeRendering="crispEdges"
      style={{ alignSelf: 'center', background: '#fff', borderRadius: 8 }}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
