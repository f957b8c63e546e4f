import { takenOver } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const whatCameBeforeLeftBehind = defect({
  name: 'what-came-before-left-behind',
  requirement: 'GP2GP07',
  story: 'Sends what was recorded here and not what came from practices before: it is lost on the way.',
  replaces: takenOver,
  with: () => [],
})
