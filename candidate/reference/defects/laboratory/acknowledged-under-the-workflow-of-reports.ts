import { answerWorkflow } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const acknowledgedUnderTheWorkflowOfReports = defect({
  name: 'acknowledged-under-the-workflow-of-reports',
  requirement: 'DDP04',
  story: 'Sends acknowledgements under the workflow of the reports: nobody at the other end takes them.',
  replaces: answerWorkflow,
  with: (workflowId) => workflowId,
})
