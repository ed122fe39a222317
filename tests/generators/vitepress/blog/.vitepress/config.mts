import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Words on networks',
  description: 'What goes over cables',
  base: '/network/',
  srcExclude: ['**/README.md', 'posts/later/**'],
})
