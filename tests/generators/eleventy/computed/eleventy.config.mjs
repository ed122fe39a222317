export default function (eleventyConfig) {
  eleventyConfig.setInputDirectory("site");
  eleventyConfig.setIncludesDirectory("parts");
  eleventyConfig.addGlobalData("permalink", "/all/{{ page.fileSlug }}/");
}
