import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/

/** Beside each text file its compressed forms, made once with the most effort: the server only sends them. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => TEXT.test(file))) {
        const path = join(dir, name)
        const text = readFileSync(path)
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params }))
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), serviceWorker(), storyServer(), compressed()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 1_500 },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
