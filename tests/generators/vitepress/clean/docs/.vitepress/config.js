export default {
  title: 'Words on networks',
  srcDir: './src',
  cleanUrls: true,
}
