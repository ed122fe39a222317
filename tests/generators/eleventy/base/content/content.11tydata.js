export default {
	layout: "layouts/post.njk",
};
