import { textToSend } from '../../messaging/send-message.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const limitOfTextMessages = defect({
  name: 'limit-of-text-messages',
  requirement: 'E00367',
  story: 'Takes six text messages’ worth and no more, though the NHS App takes 5000 characters: so staff leave things out.',
  replaces: textToSend,
  with: (typed) => {
    if (typed.length > 918) throw new Refusal('invalid', 'The message is too long: 918 characters at most.')
    return textToSend.proper(typed)
  },
})
