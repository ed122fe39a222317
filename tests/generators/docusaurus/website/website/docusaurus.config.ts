import type {Config} from '@docusaurus/types';
import type * as Preset from '@docusaurus/preset-classic';

const config: Config = {
  title: "A tool's words",
  url: 'https://example.org',
  baseUrl: '/',
  trailingSlash: true,
  onBrokenLinks: 'ignore',
  presets: [
    [
      'classic',
      {
        docs: {path: '../docs', routeBasePath: 'manual'},
        blog: {
          path: './news',
          routeBasePath: '/',
          blogSidebarCount: 'ALL',
          onUntruncatedBlogPosts: 'ignore',
        },
      } satisfies Preset.Options,
    ],
  ],
  plugins: [
    [
      '@docusaurus/plugin-content-blog',
      {
        id: 'journal',
        routeBasePath: 'journal',
        path: './journal',
        exclude: ['**/left-out/**'],
        onUntruncatedBlogPosts: 'ignore',
      },
    ],
  ],
};

export default config;
