import { isNews } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const versionsComparedAsText = defect({
  name: 'versions-compared-as-text',
  requirement: 'PDS03',
  story: 'Compares versions as they are written: the tenth comes before the ninth.',
  replaces: isNews,
  with: ({ nationalVersion }, { version }) => version === undefined || `W/"${version}"` > nationalVersion,
})
