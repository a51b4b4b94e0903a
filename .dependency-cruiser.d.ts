import type { ICruiseOptions, IFlattenedRuleSet } from 'dependency-cruiser';

declare const config: IFlattenedRuleSet & { options: ICruiseOptions };
export default config;
