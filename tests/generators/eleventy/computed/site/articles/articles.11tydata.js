export default {
  tags: "posts",
  layout: "post.njk",
  eleventyComputed: {
    permalink: (data) => (data.draft ? false : data.permalink),
    eleventyExcludeFromCollections: (data) => (data.draft ? true : data.eleventyExcludeFromCollections),
  },
};
