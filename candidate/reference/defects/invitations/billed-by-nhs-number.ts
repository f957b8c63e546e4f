import { messageBatch } from '../../national/nhs-notify.ts'
import { defect } from '../defect.ts'

export const billedByNhsNumber = defect({
  name: 'billed-by-nhs-number',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Gives every message a billing reference, so that the invoice can be checked: the NHS number.',
  replaces: messageBatch,
  with: (work, batch) => {
    const body = messageBatch.proper(work, batch) as { data: { attributes: { messages: { recipient: { nhsNumber: string } }[] } } }
    const { attributes } = body.data
    return { data: { ...body.data, attributes: { ...attributes, messages: attributes.messages.map((message) => ({ ...message, billingReference: `patient-${message.recipient.nhsNumber}` })) } } }
  },
})
