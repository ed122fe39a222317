import { defineConfig } from 'astro/config';

export default defineConfig({
  site: 'https://example.org/sub/',
  base: '/sub/',
  legacy: { collections: true },
});
