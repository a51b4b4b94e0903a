/** Every route that the double serves, by its operation. */
import { actions } from './actions.ts';
import { checks } from './checks.ts';
import { comments } from './comments.ts';
import { git } from './git.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { people } from './people.ts';
import { pulls } from './pulls.ts';
import { refs } from './refs.ts';
import { relations } from './relations.ts';
import { repositories } from './repositories.ts';
import { reviews } from './reviews.ts';
import type { Route } from './route.ts';

export const ROUTES: ReadonlyMap<string, Route> = new Map(
  [people, repositories, git, refs, issues, labels, relations, comments, pulls, reviews, checks, actions]
    .flat()
    .map((route) => [route.operation, route]),
);
