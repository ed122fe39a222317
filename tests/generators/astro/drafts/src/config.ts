export const SITE = {
  website: "https://example.org/",
  title: "Words on networks",
};
