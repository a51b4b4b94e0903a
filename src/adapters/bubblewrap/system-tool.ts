/** A tool of the system (chown, chmod, du), found where the system has it and started with nothing of our environment. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' };

export const systemTool = (
  file: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> => execute(file, [...args], { env: ENVIRONMENT, cwd: '/' });
