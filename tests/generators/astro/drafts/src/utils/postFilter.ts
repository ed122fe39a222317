import type { CollectionEntry } from "astro:content";

const postFilter = ({ data }: CollectionEntry<"blog">) => {
  const isOut = Date.now() > new Date(data.pubDatetime).getTime();
  return !data.draft && (import.meta.env.DEV || isOut);
};

export default postFilter;
