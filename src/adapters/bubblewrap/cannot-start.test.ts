import { expect, test } from 'vitest';
import { cannotStart, fixFor } from './cannot-start.ts';

test.each([
  ['bash: line 9: bwrap: command not found', 'apt-get install -y bubblewrap'],
  ['bwrap: Unknown option --disable-userns', '0.8 or newer'],
  ['bwrap: setting up uid map: Permission denied', '/etc/apparmor.d/bwrap'],
  ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', '/etc/apparmor.d/bwrap'],
  ['bwrap: No permissions to create new namespace', '/etc/apparmor.d/bwrap'],
  ['unshare: unshare failed: Operation not permitted', 'CAP_SYS_ADMIN'],
])('%s: says what mends it', (complaint, line) => {
  expect(fixFor(complaint).join('\n')).toContain(line);
});

test('what it does not know it tells as it is', () => {
  const fault = cannotStart('bwrap: something new');
  expect(fault.message).toContain('something new');
  expect(fault.exit).toBe(2);
  expect(fault.fix).not.toBe('');
});
