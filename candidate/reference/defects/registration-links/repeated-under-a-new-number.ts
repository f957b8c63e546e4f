import { eightDigits, nextNumber } from '../../registration-links/numbers.ts'
import { contentToRepeat } from '../../registration-links/send-transaction.ts'
import { defect } from '../defect.ts'

export const repeatedUnderANewNumber = defect({
  name: 'repeated-under-a-new-number',
  requirement: 'NH01',
  story: 'Makes a new interchange of what the authority asks for again.',
  replaces: contentToRepeat,
  with: (services, transaction, settings) => transaction.content.replaceAll(eightDigits(transaction.interchange), eightDigits(nextNumber(services, 'interchange', settings))),
})
