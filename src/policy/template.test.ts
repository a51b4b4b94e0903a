import { expect, it } from 'vitest';
import { readPolicy } from './read.ts';
import { DEFAULT_POLICY, POLICY_PATH } from './schema.ts';
import { policyTemplate } from './template.ts';

const read = (text: string) => readPolicy(new TextEncoder().encode(text), POLICY_PATH);

it('says as it stands what no file says', () => {
  expect(read(policyTemplate())).toMatchObject({ policy: DEFAULT_POLICY, problems: [] });
});

it('is a policy with the defaults when everything is uncommented', () => {
  const uncommented = policyTemplate()
    .split('\n')
    .map((line) => (/^# How|^# Every/.test(line) ? line : line.replace(/^# /, '')))
    .join('\n');
  expect(uncommented).toContain('\napprovals:\n');
  const { policy, problems, origin } = read(uncommented);
  expect(problems).toEqual([]);
  expect(policy).toEqual(DEFAULT_POLICY);
  expect(origin['approvals.count']).toBe('file');
});
