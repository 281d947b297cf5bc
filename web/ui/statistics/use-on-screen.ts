import { createContext, type RefObject, use, useEffect, useState } from 'react'
import { type MetricsQuestion, metricsQuery } from '../../api/metrics-query.ts'
import type { QuestionsOnScreen } from './questions-on-screen.ts'

export const OnScreenContext = createContext<QuestionsOnScreen | null>(null)

/** Within this distance of the screen a card counts as seen, so that a slow scroll meets new numbers. */
const margin = '160px'

/** Notes a question while the element that shows its answer is on the screen. */
export function useOnScreen(element: RefObject<Element | null>, question: MetricsQuestion): void {
  useShown(use(OnScreenContext), question, useVisible(element))
}

/** Notes a question while `isShown`. */
export function useShown(
  onScreen: QuestionsOnScreen | null,
  question: MetricsQuestion,
  isShown: boolean,
): void {
  const name = JSON.stringify(question)
  useEffect(() => {
    if (onScreen === null || !isShown) return
    const { queryKey } = metricsQuery(JSON.parse(name))
    onScreen.show(queryKey)
    return () => onScreen.hide(queryKey)
  }, [onScreen, name, isShown])
}

function useVisible(element: RefObject<Element | null>): boolean {
  const [isVisible, setVisible] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isVisible
}
