import { versionSpoken } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const oldestVersionSpoken = defect({
  name: 'oldest-version-spoken',
  requirement: 'BARS01',
  story: 'Asks in the first version of BaRS, as it was built years ago: services that have moved on refuse it.',
  replaces: versionSpoken,
  with: () => '1.1.0',
})
