// src/commands/mending/which-counts.ts
/** What one of them does not hold for says nothing. A test takes each out. */
const saidGuards = {
	pulls: { "the pull request is open": ({ state }) => state === "open" },
	posted: {
		"our own account wrote it": ({ remark, self }) => remark.author.id === self.id,
		"nobody edited it": ({ remark }) => remark.editedAt === void 0,
		"what stands there rests on it": ({ marker, ask }) => ask.trees.has(marker.tree)
	},
	runs: {
		"it is of this plan": ({ review, schedule, ask }) => review.plan === ask.plan && schedule.plan === ask.plan,
		"it is of its own wave": ({ review, schedule }) => review.run === schedule.run && review.attempt === schedule.attempt && review.nonce === schedule.nonce,
		"what stands there rests on it": ({ review, ask }) => ask.trees.has(review.tree)
	}
};
const allHold = (guards, one) => Object.values(guards).every((holds) => holds(one));
/** Of each tree the last that came to a verdict; where none did, the last: what it found before it was cut off is found all the same. */
const lastOfEach = (reviews) => [...Map.groupBy(reviews, ({ tree }) => tree).values()].map((all) => all.findLast(({ verdict }) => verdict !== "none") ?? all.at(-1));
export { lastOfEach as n, saidGuards as r, allHold as t };
