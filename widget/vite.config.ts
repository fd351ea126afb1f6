import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/**
 * `liniya start` serves the result under `/widget/`. The loader is built beside it by scripts/build.js, so the folder
 * is not emptied here. `demo/` is copied as it is: pages that play a host, not part of the product.
 */
export default defineConfig({
  root: here,
  base: '/widget/',
  publicDir: resolve(here, 'demo'),
  build: {
    outDir: resolve(here, '../dist/widget'),
    emptyOutDir: false,
    target: 'es2020',
    modulePreload: false,
    rolldownOptions: {
      input: {
        app: resolve(here, 'app.html'),
        gallery: resolve(here, 'gallery.html'),
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/socket.io': { target: 'http://127.0.0.1:3000', ws: true },
    },
  },
});
