import { meshStore } from '../../mesh/mesh-store.ts'
import { linksStore } from '../../registration-links/links-store.ts'
import { settingsOf } from '../../registration-links/send-transaction.ts'
import { onReceipt } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const sentAgainWhenNotRead = defect({
  name: 'sent-again-when-not-read',
  requirement: 'NH01',
  story: 'Sends again by itself what the authority could not read.',
  replaces: onReceipt,
  with: (services, message, fate) => {
    onReceipt.proper(services, message, fate)
    const transaction = linksStore(services).byMessage(message)
    if (fate === 'CP' || !transaction) return
    const { mailbox } = settingsOf(services).authority
    meshStore(services).enqueue({ recipient: mailbox, workflowId: 'NHAIS_REG', subject: 'FHSREG', content: transaction.content })
  },
})
