import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** `liniya start` serves the result under `/console/`; in development the running server is reached through the proxy. */
export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: resolve(here, '../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // React Aria is most of it; staff load it once a shift, and splitting it would only move the wait.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: {
        console: resolve(here, 'index.html'),
        gallery: resolve(here, 'gallery.html'),
      },
    },
  },
  server: {
    port: 5174,
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/socket.io': { target: 'http://127.0.0.1:3000', ws: true },
    },
  },
});
