import { randomUUID } from 'node:crypto'
import { readAcceptance } from '../../national/nhs-app.ts'
import { defect } from '../defect.ts'

export const refusalTakenForSent = defect({
  name: 'refusal-taken-for-sent',
  requirement: 'TIF-CS-11',
  story: 'Hands messages to a queue that reports success as soon as there was an answer, whatever it said.',
  replaces: readAcceptance,
  with: (answer) => (answer.status >= 400 && answer.status < 500 ? randomUUID() : readAcceptance.proper(answer)),
})
