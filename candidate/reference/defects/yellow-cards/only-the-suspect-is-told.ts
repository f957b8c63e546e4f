import { drugsOn } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const onlyTheSuspectIsTold = defect({
  name: 'only-the-suspect-is-told',
  requirement: 'EYCR-001',
  story: 'Leaves out what else the patient takes, since nobody suspects it.',
  replaces: drugsOn,
  with: (card) => drugsOn.proper(card).filter(({ suspect }) => suspect),
})
