const now = new Date();

module.exports = function (eleventyConfig) {
  eleventyConfig.addCollection("posts", (api) =>
    api.getFilteredByGlob("src/posts/**/*.md").filter((item) => item.date <= now && !item.data.draft),
  );
  eleventyConfig.ignores.add("src/posts/left-out.md");

  return {
    dir: { input: "src", output: "public", layouts: "_layouts" },
    markdownTemplateEngine: 'njk',
  };
};
