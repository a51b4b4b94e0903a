/** What publish posts on a forge beside the check, by name and in this order. */
import { startCi } from './ci.ts';
import { startNext } from './next-wave.ts';
import type { Post } from './post.ts';
import { refreshPull } from './pull.ts';
import { postWaveReview } from './wave-review.ts';

export const forgePosts: Readonly<Record<string, Post>> = {
  'the pull request': refreshPull,
  'the review': postWaveReview,
  CI: startCi,
};

/** Only where every other could be said. */
export const lastPost: { name: string; post: Post } = { name: 'the next wave', post: startNext };
