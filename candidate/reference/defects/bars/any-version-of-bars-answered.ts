import { versionIn } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const anyVersionOfBarsAnswered = defect({
  name: 'any-version-of-bars-answered',
  requirement: 'TIF-GPC-11',
  story: 'Answers in its own version whatever was asked for.',
  replaces: versionIn,
  with: () => '1.4.0',
})
