import { answered, takeAnswer } from '../../extracts/disclose.ts'
import { meshStore } from '../../mesh/mesh-store.ts'
import { defect } from '../defect.ts'

export const secondAnswerDisclosesAgain = defect({
  name: 'second-answer-discloses-again',
  requirement: 'NDOP-01',
  story: 'Sends what may be disclosed whenever an answer comes, also when it comes a second time.',
  replaces: takeAnswer,
  with: (services, message) => {
    const submission = answered(services, message)
    const sent = submission?.outgoing === undefined || submission.state === 'asking' ? undefined : services.database.one<{ content: string }>('SELECT content FROM mesh_outgoing WHERE id = ?', submission.outgoing)
    if (!submission || !sent) return takeAnswer.proper(services, message)
    meshStore(services).enqueue({ recipient: submission.recipient, workflowId: submission.workflowId, subject: submission.reference, content: sent.content })
  },
})
