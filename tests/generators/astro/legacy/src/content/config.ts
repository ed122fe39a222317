import { z, defineCollection } from 'astro:content';

const postSchema = z.object({
  title: z.string({ required_error: 'A title is needed' }),
  date: z.date(),
  published: z.boolean().default(true),
  tags: z.array(z.string()).optional(),
});
const blog = defineCollection({ type: 'content', schema: postSchema });
const notes = defineCollection({ type: 'content', schema: postSchema });
const authors = defineCollection({ type: 'data', schema: z.object({ name: z.string() }) });

export const collections = { 'blog': blog, notes: notes, authors };
