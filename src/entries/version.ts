import manifest from '../../package.json' with { type: 'json' };

/** As package.json says; the bundler writes it into the bundle. */
export const version: string = manifest.version;
