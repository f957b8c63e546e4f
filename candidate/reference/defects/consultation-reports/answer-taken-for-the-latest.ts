import { reportsStore } from '../../consultation-reports/reports-store.ts'
import { reportOfAnswer } from '../../consultation-reports/take-answer.ts'
import { defect } from '../defect.ts'

export const answerTakenForTheLatest = defect({
  name: 'answer-taken-for-the-latest',
  requirement: 'GPCM-C-2',
  story: 'Where an answer names no message it knows, takes it for the answer to the report that went out last.',
  replaces: reportOfAnswer,
  with: (services, answer) => reportOfAnswer.proper(services, answer) ?? reportsStore(services).silentSince('9999')[0],
})
