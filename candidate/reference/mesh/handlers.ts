import { reportAnswers } from '../consultation-reports/take-answer.ts'
import { documentMessages } from '../documents/document-messages.ts'
import { laboratoryMessages } from '../laboratory/laboratory-messages.ts'
import { extractMessages } from '../extracts/messages.ts'
import { nemsMessages } from '../nems/take-event.ts'
import { signalMessages } from '../notifications/take-signal.ts'
import { receiptMessages, registrationMessages } from '../registration-links/links-messages.ts'
import type { MessageHandler } from './handler.ts'

/** Whoever takes messages in, by workflow. A new kind of message gets its handler in its own area, and a line here. */
export const handlers: readonly MessageHandler[] = [nemsMessages, signalMessages, documentMessages, laboratoryMessages, registrationMessages, receiptMessages, reportAnswers, extractMessages]
