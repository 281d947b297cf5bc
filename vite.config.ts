import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** `TALLYBOOK_URL` says where `vite` finds a running Tallybook while pages are being written. */
const apiUrl = process.env['TALLYBOOK_URL'] ?? 'http://127.0.0.1:4870'

/** Compresses once, at its best, what the server would otherwise compress at every request. */
function compressedBeside(): Plugin {
  return {
    name: 'compressed-beside',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|svg|html)$/.test(name)) continue
        const path = `${dir}/${name}`
        const content = readFileSync(path)
        writeFileSync(`${path}.br`, brotliCompressSync(content))
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  root: pathOf('web'),
  plugins: [react(), compressedBeside()],
  resolve: {
    alias: [{ find: /^temporal-polyfill$/, replacement: pathOf('web/api/native-temporal.ts') }],
  },
  build: {
    outDir: pathOf('dist/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The content security policy allows no data: URLs for fonts, and fonts are better cached as files.
    assetsInlineLimit: 0,
    // Says which files a page is made of; web/first-load.test.ts adds them up.
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // What every page starts with is one file: cut finer, it compresses a tenth worse and takes 35 requests more.
      output: { codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] } },
    },
  },
  // Not all of `/api`: the pages' own folder of that name is served from there as well.
  server: {
    host: '127.0.0.1',
    proxy: { '/api/v1': apiUrl, '/api/openapi.json': apiUrl, '/hooks': apiUrl },
  },
})
