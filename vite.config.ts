import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** `TALLYBOOK_URL` says where `vite` finds a running Tallybook while pages are being written. */
const apiUrl = process.env['TALLYBOOK_URL'] ?? 'http://127.0.0.1:4870'

export default defineConfig({
  root: pathOf('web'),
  plugins: [react()],
  resolve: { alias: [{ find: /^temporal-polyfill$/, replacement: pathOf('web/api/native-temporal.ts') }] },
  build: {
    outDir: pathOf('dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The content security policy allows no data: URLs for fonts, and fonts are better cached as files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { host: '127.0.0.1', proxy: { '/api': apiUrl, '/hooks': apiUrl } },
})
