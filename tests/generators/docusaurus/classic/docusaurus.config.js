// @ts-check
/** @type {import('@docusaurus/types').Config} */
const config = {
  title: 'Words on networks',
  tagline: 'What goes over cables',
  // Where the site is to be seen
  url: 'https://example.org',
  baseUrl: '/network/',
  onBrokenLinks: 'ignore',
  i18n: {
    defaultLocale: 'en',
    locales: ['en'],
  },
  presets: [
    [
      'classic',
      /** @type {import('@docusaurus/preset-classic').Options} */
      ({
        docs: {
          sidebarPath: './sidebars.js',
        },
        blog: {
          showReadingTime: true,
          feedOptions: {type: ['rss', 'atom']},
          onInlineTags: 'warn',
          onInlineAuthors: 'warn',
          onUntruncatedBlogPosts: 'ignore',
        },
      }),
    ],
  ],
  themeConfig:
    /** @type {import('@docusaurus/preset-classic').ThemeConfig} */
    ({
      navbar: {
        title: 'Words on networks',
        items: [{to: '/blog', label: 'Blog', position: 'left'}],
      },
    }),
};

export default config;
