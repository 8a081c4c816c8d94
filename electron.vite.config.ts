import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

/**
 * Targets are those of the oldest Electron that the app supports (33: Node 20.18, Chrome 130), set
 * explicitly because electron-vite would otherwise take them from the installed one.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      sourcemap: true,
      rollupOptions: {
        input: {
          main: resolve(here, 'src/main/main.ts'),
          serve: resolve(here, 'src/main/serve.ts'),
          'handler-worker': resolve(here, 'src/main/engine/handlers/worker/handler-worker.ts'),
          'capture-worker': resolve(here, 'src/main/engine/capture/capture-worker.ts'),
          'breakpoint-worker': resolve(here, 'src/main/engine/holds/breakpoint-worker.ts'),
        },
        external: ['electron'],
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      // A sandboxed preload can't be an ES module and can't require packages.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'src/main/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src/renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: resolve(here, 'out/renderer'),
      rollupOptions: {
        input: resolve(here, 'src/renderer/index.html'),
        // Less to compile before the window reacts; names stay, for reports of what failed.
        output: {
          minify: { compress: true, mangle: { keepNames: true }, codegen: true },
          // Compiled one after the other instead of in one long task. Each layer of Monaco knows only those below it: inside of a
          // layer modules import each other in circles, and parts of it would not start.
          codeSplitting: {
            groups: [
              {
                name: 'monaco-base',
                test: /monaco-editor[\\/]esm[\\/](?:external|vs[\\/](?:base|nls|amdX))/,
              },
              { name: 'monaco-platform', test: /monaco-editor[\\/]esm[\\/]vs[\\/]platform[\\/]/ },
            ],
          },
        },
      },
    },
  },
})
