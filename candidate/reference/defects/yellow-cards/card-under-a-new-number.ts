import { randomUUID } from 'node:crypto'
import { referenceOf } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const cardUnderANewNumber = defect({
  name: 'card-under-a-new-number',
  requirement: 'TIF-CS-11',
  story: 'Gives a card another identifier at each attempt: to the regulator it is another reaction.',
  replaces: referenceOf,
  with: () => randomUUID(),
})
