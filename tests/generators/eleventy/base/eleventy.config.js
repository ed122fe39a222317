export default async function (eleventyConfig) {
	// A draft is shown while one writes, and left out of the build.
	eleventyConfig.addPreprocessor("drafts", "*", (data) => {
		if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") {
			return false;
		}
	});
	eleventyConfig.addPassthroughCopy({ "./public/": "/" });
}

export const config = {
	templateFormats: ["md", "njk", "html"],
	markdownTemplateEngine: "njk",
	htmlTemplateEngine: "njk",
	dir: {
		input: "content", // from the root
		includes: "../_includes",
		data: "../_data",
		output: "_site",
	},
	pathPrefix: "/network/",
};
