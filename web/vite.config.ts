import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: true,
  },
  server: {
    port: 5173,
    strictPort: true,
    // Not every /api: web/api is a folder of our own sources.
    proxy: { '^/api/(v1|auth|docs|openapi)': server, '/socket.io': { target: server, ws: true } },
  },
});
