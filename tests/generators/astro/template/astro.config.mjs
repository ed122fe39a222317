// @ts-check
import mdx from "@astrojs/mdx";
import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

// https://example.org/network/
export default defineConfig({
	site: "https://example.org",
	base: "/network",
	integrations: [mdx(), sitemap()],
});
