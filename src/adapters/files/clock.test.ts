import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';

it('a sleep that is aborted rejects with the reason, also when it was aborted before', async () => {
  const reason = new Error('enough');
  const control = new AbortController();
  const sleeping = systemClock.sleep(60_000, control.signal);
  control.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, control.signal)).rejects.toBe(reason);
});

it('nonces are 128 bits, and differ', () => {
  const nonces = Array.from({ length: 100 }, () => systemClock.nonce());
  expect(new Set(nonces).size).toBe(100);
  expect(nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
});
