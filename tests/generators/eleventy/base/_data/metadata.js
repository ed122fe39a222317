export default {
	title: "Words on networks",
	url: "https://example.org/",
	language: "en",
};
