import { answerWorkflow } from '../../documents/document-messages.ts'
import { defect } from '../defect.ts'

export const answersUnderTheWorkflowOfMessages = defect({
  name: 'answers-under-the-workflow-of-messages',
  requirement: 'TIF-GFR-02',
  story: 'Sends answers under the workflow of the messages: the other side takes them for documents.',
  replaces: answerWorkflow,
  with: (workflowId) => workflowId,
})
