import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 1_500 },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
