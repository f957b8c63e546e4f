import { meshStore } from '../../mesh/mesh-store.ts'
import { settingsOf } from '../../registration-links/send-transaction.ts'
import { onUndelivered } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const sentAgainByItself = defect({
  name: 'sent-again-by-itself',
  requirement: 'NH01',
  story: 'Sends again by itself what was not collected.',
  replaces: onUndelivered,
  with: (services, content, why) => {
    onUndelivered.proper(services, content, why)
    const { mailbox } = settingsOf(services).authority
    meshStore(services).enqueue({ recipient: mailbox, workflowId: 'NHAIS_REG', subject: 'FHSREG', content })
  },
})
