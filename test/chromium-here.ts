/** Where a Chromium is on the PATH, pages are looked at in it; elsewhere those tests are skipped, by name. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export const chromiumHere: string | undefined = (process.env.PATH ?? '')
  .split(':')
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

export const why = chromiumHere ? '' : ' (skipped: no Chromium on the PATH)';
