import { readFileSync } from 'node:fs'

/**
 * For editors, and for running single scenarios with plain cucumber-js against what "assay reference --setup FILE" has started:
 *
 *   ASSAY_SETUP=.assay/reference/setup.json npx cucumber-js features/national-services/pds-update.feature
 *
 * "assay run" does not read this file: it brings its own set-up, and evidence.
 */
const setup = process.env.ASSAY_SETUP

export default {
  import: ['steps/support/parameter-types.ts', 'steps/hooks.ts', 'steps/*.steps.ts'],
  ...(setup && { worldParameters: { setup: JSON.parse(readFileSync(setup, 'utf8')) } }),
}
