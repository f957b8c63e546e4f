import { jsonTo, postTo, type Delivery, type DeliveryRequest } from '../../kit/post-to.ts'
import type { Callback } from './state.ts'

/** A receipt on its way to the supplier's endpoint. */
export const receiptRequest = ({ url }: Callback, task: Record<string, unknown>): DeliveryRequest => jsonTo(`${url.replace(/\/$/, '')}/FHIR/R4/Task`, JSON.stringify(task))

/** Posts a receipt to the supplier's endpoint, with the client certificate agreed at onboarding if there is one. */
export const postReceipt = (callback: Callback, task: Record<string, unknown>, timeoutMs: number): Promise<Delivery> => postTo(receiptRequest(callback, task), { ...callback, timeoutMs })
