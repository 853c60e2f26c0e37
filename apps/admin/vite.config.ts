import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { storyServer } from './story-server.ts'

/** The files of the first load, without the words: the entry, the panel it opens, and what both import. */
function shellOf(bundle: Rolldown.OutputBundle): string[] {
  const shell = new Set<string>()
  const add = (file: string): void => {
    const part = bundle[file]
    if (shell.has(file) || part?.type !== 'chunk') return
    // The page's own entry is nothing but what it imports, which the page names instead.
    if (Object.keys(part.modules).length > 0 || !part.facadeModuleId?.endsWith('.html')) shell.add(file)
    for (const imported of part.imports) add(imported)
  }
  for (const [file, part] of Object.entries(bundle)) {
    if (part.type === 'chunk' && part.isEntry) add(file)
  }
  return [...shell].sort().map((file) => `/${file}`)
}

/** The page asks for the whole first load at once, not for one file after the other. */
function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) =>
        shellOf(bundle)
          .filter((file) => !html.includes(`"${file}"`))
          .map((href) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href }, injectTo: 'head' })),
    },
  }
}

/** What every browser of today has, and what nobody can open here: react-admin's editor of its own titles. */
function leftOut(): Plugin {
  const native: Readonly<Record<string, string>> = {
    'object.entries': 'module.exports = Object.entries',
    hasown: 'module.exports = Object.hasOwn',
  }
  const TITLE = './PageTitleConfigurable.js'
  return {
    name: 'left-out',
    apply: 'build',
    enforce: 'pre',
    resolveId: (name, importer = '') => {
      if (name in native) return `\0left-out:${name}`
      return name === TITLE && importer.includes('/ra-ui-materialui/')
        ? `\0left-out:${join(importer, '..', 'PageTitle.js')}`
        : null
    },
    load: (id) => {
      if (!id.startsWith('\0left-out:')) return null
      const name = id.slice('\0left-out:'.length)
      return native[name] ?? `export { PageTitle as PageTitleConfigurable } from ${JSON.stringify(name)}`
    },
  }
}

/** Writes sw.js: the worker's own text, with the files of the first load and a name that changes when they do. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = ['/', ...shellOf(bundle)]
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

/** Runs before the panel has come, in a file of its own. */
const STARTS = /\/src\/(main|i18n\/language)\.ts$|vite\/preload-helper/

export default defineConfig({
  plugins: [leftOut(), react(), preloads(), serviceWorker(), storyServer(), compressed()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    sourcemap: false,
    // Every browser of today knows it.
    modulePreload: { polyfill: false },
    // The dictionaries that passwords are rated with.
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: {
      input: { index: 'index.html', open: 'src/open.tsx' },
      // In a hundred small files the same code weighs a tenth more, compressed.
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: STARTS, priority: 2 },
            { name: 'first', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
