import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import './ui/theme/global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { sessionQuery } from './api/queries.ts'
import { createQueryClient } from './api/query-client.ts'
import { createAppRouter } from './routes/router.tsx'
import { I18nProvider } from './ui/i18n/i18n-provider.tsx'
import { loadTranslate } from './ui/i18n/load-translate.ts'
import { rememberedLanguage } from './ui/i18n/remembered-language.ts'
import { Notices } from './ui/notices/notices.tsx'
import { cssVariables, theme } from './ui/theme/theme.ts'

const queryClient = createQueryClient(() => {
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey })
  void router.invalidate()
})
const router = createAppRouter(queryClient)

const container = document.getElementById('root')
if (container === null) throw new Error('index.html has no element #root')

/** The words come first. Not awaited at the top of the module: their file may share code with the one that waits. */
async function start(root: HTMLElement): Promise<void> {
  const language = rememberedLanguage()
  const words = { language, t: await loadTranslate(language) }
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <I18nProvider initial={words}>
          <QueryClientProvider client={queryClient}>
            <Notices />
            <RouterProvider router={router} />
          </QueryClientProvider>
        </I18nProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

void start(container)
