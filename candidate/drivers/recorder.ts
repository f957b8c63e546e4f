import type { ExchangeEvidence } from '../../config/evidence.ts'

/** Where a driver reports what went over the wire between the harness and the candidate. */
export interface Recorder {
  exchange(exchange: Omit<ExchangeEvidence, 'id' | 'direction' | 'service' | 'violations'>): string
}
