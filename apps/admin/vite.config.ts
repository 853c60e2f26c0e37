import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { storyServer } from './story-server.ts'

/** Writes sw.js: the worker's own text, with the files of the first load and a name that changes when they do. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const shell = new Set<string>()
      const add = (file: string): void => {
        const part = bundle[file]
        if (shell.has(file) || part?.type !== 'chunk') return
        shell.add(file)
        for (const imported of part.imports) add(imported)
      }
      for (const [file, part] of Object.entries(bundle)) {
        if (part.type === 'chunk' && part.isEntry) add(file)
      }
      const files = ['/', ...[...shell].sort().map((file) => `/${file}`)]
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
      const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
        .replace("'%VERSION%'", JSON.stringify(version))
        .replace("'%SHELL%'", JSON.stringify(files))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

export default defineConfig({
  plugins: [react(), serviceWorker(), storyServer()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 1_500 },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
